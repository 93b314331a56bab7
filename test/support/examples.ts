import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID, RECEIPT_ID } from '../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../sandbox/seeds/canvases';
import { PRO_PLAN_ID } from '../../sandbox/seeds/segments';
import type { Bench } from './bench';
import { byId } from './kinds';
import { PUSH, rows } from './messages';

/** How an operation is used: the first time as most would, then in the ways that give further fields. */
export interface Example {
	/** As the editor saves them, without resource and operation. */
	readonly parameters: INodeParameters;
	/** Changes of the parameters, each for a run of its own, that give fields which the editor should offer too. */
	readonly variants?: INodeParameters[];
	/** What has to be there first; gives the input items. */
	readonly before?: (bench: Bench) => Promise<IDataObject[]>;
	/** A status of the answer, or a fault, that gives other fields. */
	readonly faults?: Array<Parameters<Bench['sandbox']['faults']['add']>[0]>;
	/** Set where these parameters may be repeated, though others of the operation may not. */
	readonly repeatable?: true;
}

const NOTICE = { kind: { type: 'notice', notice: 'The Canvas is paused.' } } as const;
const ERRORS = { kind: { type: 'errors' as const, errors: ['One recipient was left out'] } };

const LATER: INodeParameters = { sendTime: '2026-09-09T09:00:00' };
const LOCALLY: INodeParameters = { delivery: 'localTime' };
/** The time is past: the output says that the item was left out. */
const SKIPPED: INodeParameters = { sendTime: '2026-09-01T09:00:00', ifPast: 'skip' };
const OPTIMALLY: INodeParameters = { delivery: 'optimalTime' };
const RECIPIENTS: INodeParameters = { recipients: rows('user-001') };
const EVERYONE: INodeParameters = { sendTo: 'broadcast', confirmBroadcast: true, recipients: {} };

/** The output of a schedule of the same resource. */
const scheduled = (parameters: INodeParameters) => async (bench: Bench) => {
	const { ok } = await bench.run({
		...parameters,
		operation: 'schedule',
		...LATER,
		...RECIPIENTS,
		options: undefined,
	});
	return ok.map(({ json }) => json);
};

const GONE = {
	match: { path: '*' },
	kind: { type: 'status', status: 400, body: { message: 'The schedule is gone' } },
} as const;
const IGNORING: INodeParameters = { options: { ignoreMissingSchedule: true } };

function triggered(resource: string, chosen: INodeParameters): Record<string, Example> {
	const before = scheduled({ resource, ...chosen });
	const sending = { ...chosen, ...RECIPIENTS };
	return {
		schedule: {
			parameters: { ...sending, ...LATER },
			variants: [LOCALLY, OPTIMALLY, EVERYONE, SKIPPED],
			faults: [NOTICE, ERRORS],
		},
		updateSchedule: {
			parameters: { ...LATER, ...IGNORING },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			before,
			faults: [GONE],
		},
		cancelSchedule: { parameters: IGNORING, before, faults: [GONE] },
		sendNow: { parameters: sending, variants: [EVERYONE], faults: [NOTICE, ERRORS] },
		get: { parameters: chosen },
		getMany: { parameters: {} },
		duplicate: { parameters: { ...chosen, name: 'Copy' } },
	};
}

const CANVAS = { canvasId: byId(ONBOARDING_ID) };
const CAMPAIGN = { campaignId: byId(ORDER_SHIPPED_ID) };
const EVERY_CHANNEL = { campaignId: byId(CRM_MESSAGES_ID) };
const SEGMENT = { segmentId: byId(PRO_PLAN_ID) };

const withSendId = async (bench: Bench) => {
	bench.sandbox.state.sendIds.push({
		send_id: 'spring_26',
		campaign_id: CRM_MESSAGES_ID,
		created_at: '2026-09-01',
	});
	return await Promise.resolve([{}]);
};

const ADA = { externalUserId: 'user-001' };
const FIRST_NAME = { attributes: { property: [{ name: 'first_name', type: 'text', value: 'Ada' }] } };
/** Each way to name a person gives an output field of its own. */
const BY_EACH_IDENTIFIER: INodeParameters[] = [
	{ identifyBy: 'userAlias', aliasName: '1042', aliasLabel: 'crm' },
	{ identifyBy: 'email', email: 'ada@example.com' },
	{ identifyBy: 'phone', phone: '+14155550100' },
	{ identifyBy: 'brazeId', brazeId: '64d1f0a0c0ffee0000000001' },
];

/** Every operation of the node, by resource and operation. */
export const EXAMPLES: Record<string, Record<string, Example>> = {
	canvas: {
		...triggered('canvas', CANVAS),
		getAnalytics: { parameters: CANVAS },
		getAnalyticsSummary: { parameters: CANVAS },
	},
	campaign: {
		...triggered('campaign', CAMPAIGN),
		sendTransactional: {
			parameters: { campaignId: byId(RECEIPT_ID), externalUserId: 'user-001' },
			variants: [{ externalSendId: 'order-7' }, { externalSendId: 'order-7' }],
		},
		getAnalytics: { parameters: EVERY_CHANNEL },
		getSendAnalytics: {
			parameters: { ...EVERY_CHANNEL, sendId: 'spring_26' },
			before: withSendId,
		},
		createSendId: { parameters: CAMPAIGN },
	},
	message: {
		schedule: {
			parameters: { ...PUSH, ...RECIPIENTS, ...LATER },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			faults: [ERRORS],
		},
		updateSchedule: {
			parameters: { ...LATER, ...IGNORING },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			before: scheduled({ resource: 'message', ...PUSH }),
			faults: [GONE],
		},
		cancelSchedule: {
			parameters: IGNORING,
			before: scheduled({ resource: 'message', ...PUSH }),
			faults: [GONE],
		},
		sendNow: { parameters: { ...PUSH, ...RECIPIENTS }, faults: [ERRORS] },
		getScheduledBroadcasts: { parameters: {} },
	},
	segment: {
		get: { parameters: SEGMENT },
		getMany: { parameters: {} },
		getAnalytics: { parameters: SEGMENT },
	},
	user: {
		upsert: { parameters: { ...ADA, ...FIRST_NAME }, variants: BY_EACH_IDENTIFIER, faults: [ERRORS], repeatable: true },
		trackEvent: {
			parameters: { ...ADA, eventName: 'deal_closed' },
			variants: [...BY_EACH_IDENTIFIER, FIRST_NAME],
			faults: [ERRORS],
		},
		trackPurchase: {
			parameters: { ...ADA, productId: 'pro-plan', currency: 'USD', price: 99.5 },
			variants: BY_EACH_IDENTIFIER,
			faults: [ERRORS],
		},
	},
};

/** The examples as a table: resource, operation, example. */
export const EXAMPLE_ROWS = Object.entries(EXAMPLES).flatMap(([resource, operations]) =>
	Object.entries(operations).map(([operation, example]) => [resource, operation, example] as const),
);
