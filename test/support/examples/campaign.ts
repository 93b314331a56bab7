import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import type { Bench } from '../bench';
import { byId, fromList } from '../kinds';
import type { Example } from './example';
import { PERSON, triggered } from './schedules';

const CAMPAIGN = { campaignId: fromList(ORDER_SHIPPED_ID, 'Order Shipped') };
const EVERY_CHANNEL = { campaignId: byId(CRM_MESSAGES_ID) };

const withSendId = async (bench: Bench) => {
	bench.sandbox.state.sendIds.push({
		send_id: 'spring_26',
		campaign_id: CRM_MESSAGES_ID,
		created_at: '2026-09-01',
	});
	return await Promise.resolve([{}]);
};

export const campaign: Record<string, Example> = {
	...triggered('campaign', CAMPAIGN),
	sendTransactional: {
		parameters: { campaignId: byId(RECEIPT_ID), externalUserId: PERSON },
		variants: [{ externalSendId: 'order-7' }, { externalSendId: 'order-7' }],
	},
	getAnalytics: { parameters: EVERY_CHANNEL },
	getAllAnalytics: { parameters: {}, variants: [{ analyticsOutput: 'variants' }] },
	getSendAnalytics: {
		parameters: { ...EVERY_CHANNEL, sendId: 'spring_26' },
		before: withSendId,
	},
	createSendId: { parameters: CAMPAIGN },
};
