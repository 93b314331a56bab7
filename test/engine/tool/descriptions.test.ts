import { NodeHelpers, type INode } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import { resources } from '../../../nodes/Braze/resources';
import { toolTypeOf, WAYS } from '../../support/aiTool';
import { fromAI, ToolBench } from '../../support/toolBench';

/** What a model is told of each operation, word for word. It knows nothing else of the node. */
const TOLD: Record<string, string> = {
	'campaign.schedule': 'Schedule campaign messages in Braze',
	'campaign.updateSchedule': 'Update time of scheduled campaign in Braze',
	'campaign.cancelSchedule': 'Cancel scheduled campaign in Braze',
	'campaign.sendNow': 'Send campaign messages now in Braze',
	'campaign.sendTransactional': 'Send transactional email now in Braze',
	'campaign.get': 'Get status and details of campaign in Braze',
	'campaign.getMany': 'Get many campaigns in Braze',
	'campaign.getAnalytics': 'Get daily numbers for campaign in Braze',
	'campaign.getAllAnalytics': 'Get daily numbers for all campaigns in Braze',
	'campaign.getSendAnalytics': 'Get daily numbers for send ID in Braze',
	'campaign.createSendId': 'Create send ID for analytics in Braze',
	'campaign.duplicate': 'Duplicate campaign under new name in Braze',
	'canvas.schedule': 'Schedule canvas messages in Braze',
	'canvas.updateSchedule': 'Update time of scheduled canvas in Braze',
	'canvas.cancelSchedule': 'Cancel scheduled canvas in Braze',
	'canvas.sendNow': 'Send canvas messages now in Braze',
	'canvas.get': 'Get status and details of canvas in Braze',
	'canvas.getMany': 'Get many canvases in Braze',
	'canvas.getAnalytics': 'Get daily numbers for canvas in Braze',
	'canvas.getAllAnalytics': 'Get daily numbers for all canvases in Braze',
	'canvas.getAnalyticsSummary': 'Get total numbers for canvas in Braze',
	'canvas.duplicate': 'Duplicate canvas under new name in Braze',
	'catalog.getMany': 'Get many catalogs with fields in Braze',
	'catalog.create': 'Create catalog with typed fields in Braze',
	'catalog.delete': 'Delete catalog with all items in Braze',
	'catalog.createFields': 'Create fields in catalog in Braze',
	'catalog.deleteField': 'Delete field from catalog in Braze',
	'catalog.createSelection': 'Create selection of catalog items in Braze',
	'catalog.deleteSelection': 'Delete selection from catalog in Braze',
	'catalogItem.createOrUpdate': 'Create or replace item in catalog in Braze',
	'catalogItem.create': 'Create item in catalog in Braze',
	'catalogItem.update': 'Update values of catalog item in Braze',
	'catalogItem.delete': 'Delete item from catalog in Braze',
	'catalogItem.get': 'Get values of catalog item in Braze',
	'catalogItem.getMany': 'Get many items in catalog in Braze',
	'contentBlock.getMany': 'Get many content blocks in Braze',
	'contentBlock.getManyTranslations': 'Get many translations in Braze',
	'contentBlock.getSourceTexts': 'Get texts to translate of content block in Braze',
	'contentBlock.updateTranslations': 'Update translations of content block in Braze',
	'contentBlock.get': 'Get content block in Braze',
	'contentBlock.create': 'Create content block in Braze',
	'contentBlock.update': 'Update content block in Braze',
	'emailTemplate.getMany': 'Get many email templates in Braze',
	'emailTemplate.get': 'Get email template in Braze',
	'emailTemplate.create': 'Create email template in Braze',
	'emailTemplate.update': 'Update email template in Braze',
	'message.schedule': 'Schedule new message in Braze',
	'message.updateSchedule': 'Update time of scheduled message in Braze',
	'message.cancelSchedule': 'Cancel scheduled message in Braze',
	'message.sendNow': 'Send new message now in Braze',
	'message.getScheduledBroadcasts': 'Get many scheduled broadcasts in Braze',
	'customAttribute.getMany': 'Get many custom attributes in Braze',
	'customEvent.getMany': 'Get many custom events in Braze',
	'customEvent.getManyNames': 'Get many names of custom events in Braze',
	'customEvent.getAnalytics': 'Get counts of custom events in Braze',
	'kpi.getDailyActiveUsers': 'Get number of daily active users in Braze',
	'kpi.getMonthlyActiveUsers': 'Get number of monthly active users in Braze',
	'kpi.getNewUsers': 'Get daily number of new users in Braze',
	'kpi.getUninstalls': 'Get daily number of app uninstalls in Braze',
	'purchase.getManyProducts': 'Get many purchased products in Braze',
	'purchase.getQuantityAnalytics': 'Get counts of purchases in Braze',
	'purchase.getRevenueAnalytics': 'Get revenue of purchases in Braze',
	'session.getAnalytics': 'Get counts of app sessions in Braze',
	'cloudDataIngestion.getMany': 'Get many data integrations in Braze',
	'cloudDataIngestion.sync': 'Sync data integration in Braze',
	'cloudDataIngestion.getManySyncStatuses': 'Get many sync statuses in Braze',
	'mediaAsset.upload': 'Upload file to media library in Braze',
	'mediaAsset.replace': 'Replace media library file in Braze',
	'preferenceCenter.getMany': 'Get many preference centers in Braze',
	'preferenceCenter.get': 'Get preference center in Braze',
	'preferenceCenter.getUrl': 'Get preference center URL in Braze',
	'preferenceCenter.create': 'Create preference center in Braze',
	'preferenceCenter.update': 'Update preference center in Braze',
	'liveActivity.start': 'Start live activity in Braze',
	'liveActivity.update': 'Update or end live activity in Braze',
	'schedule.getMany': 'Get many schedules with key in Braze',
	'schedule.cleanUpKeys': 'Clean up schedule keys in Braze',
	'sdkAuthentication.getMany': 'Get many SDK authentication keys in Braze',
	'sdkAuthentication.create': 'Create SDK authentication key in Braze',
	'sdkAuthentication.setPrimary': 'Set primary SDK authentication key in Braze',
	'sdkAuthentication.delete': 'Delete SDK authentication key in Braze',
	'segment.getMany': 'Get many segments in Braze',
	'segment.get': 'Get details of segment in Braze',
	'segment.getAnalytics': 'Get daily size of segment in Braze',
	'email.getHardBounces': 'Get many hard bounced addresses in Braze',
	'email.getUnsubscribes': 'Get many unsubscribed addresses in Braze',
	'email.setStatus': 'Set email subscription status in Braze',
	'email.removeFromBounceList': 'Remove address from bounce list in Braze',
	'email.removeFromSpamList': 'Remove address from spam list in Braze',
	'email.addToBlocklist': 'Add address to blocklist in Braze',
	'sms.getInvalidNumbers': 'Get many invalid phone numbers in Braze',
	'sms.removeInvalidNumbers': 'Remove invalid phone number in Braze',
	'subscriptionGroup.setStatus': 'Set status in subscription groups in Braze',
	'subscriptionGroup.getStatus': 'Get status in subscription group in Braze',
	'subscriptionGroup.getUserGroups': 'Get many subscription groups in Braze',
	'user.upsert': 'Create or update user in Braze',
	'user.trackEvent': 'Track custom event for user in Braze',
	'user.trackPurchase': 'Track purchase for user in Braze',
	'user.trackEcommerceEvent': 'Track ecommerce event for user in Braze',
	'user.get': 'Get profile of user in Braze',
	'user.identify': 'Identify user with external ID in Braze',
	'user.createAlias': 'Create alias for user in Braze',
	'user.updateAlias': 'Update name of user alias in Braze',
	'user.merge': 'Merge one user into another in Braze',
	'user.delete': 'Delete user permanently in Braze',
	'user.renameExternalId': 'Rename external ID of user in Braze',
	'user.removeExternalId': 'Remove renamed external ID of user in Braze',
	'user.downloadExport': 'Download file of user export in Braze',
	'user.exportSegment': 'Export users in segment to file in Braze',
	'user.exportControlGroup': 'Export global control group in Braze',
	'user.cancelSegmentExport': 'Cancel running segment export in Braze',
};

const type = toolTypeOf(new Braze());
const describeTool = (parameters: INode['parameters']) =>
	NodeHelpers.getToolDescriptionForNode({ parameters } as INode, type);

it('are as written down, for every operation', () => {
	const all = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation }) => [
			`${resource}.${operation}`,
			describeTool({ resource, operation }),
		]),
	);

	expect(Object.fromEntries(all)).toEqual(TOLD);
});

it('have no articles, as n8n wants it, and fewer words than get lost', () => {
	const texts = Object.values(TOLD);

	expect(texts.filter((text) => /\b(a|an|the)\b/i.test(text))).toEqual([]);
	expect(texts.filter((text) => text.split(' ').length < 5 || text.length > 50)).toEqual([]);
	expect(new Set(texts).size).toBe(texts.length);
});

const bench = new ToolBench({
	resource: 'canvas',
	operation: 'get',
	canvasId: { __rl: true, mode: 'id', value: fromAI('canvas_id') },
});

it.each(WAYS)('reach the model with the name of the node, by %s', async (way) => {
	const { name, description } = await bench.call(way, { canvas_id: 'x' });

	expect({ name, description }).toEqual({ name: 'Braze', description: TOLD['canvas.get'] });
});

it.each(WAYS)('are replaced by what the builder writes, by %s', async (way) => {
	const own = { descriptionType: 'manual', toolDescription: 'Look up the onboarding of customers' };

	expect((await bench.call(way, { canvas_id: 'x' }, own)).description).toBe(own.toolDescription);
});
