import { NodeHelpers, type INode } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import { resources } from '../../../nodes/Braze/resources';
import { toolTypeOf, WAYS } from '../../support/aiTool';
import { fromAI, ToolBench } from '../../support/toolBench';

/** What a model is told of each operation, word for word. It knows nothing else of the node. */
const TOLD: Record<string, string> = {
	'campaign.schedule': 'Schedule campaign messages to people for later in Braze',
	'campaign.updateSchedule': 'Update time of scheduled campaign by schedule ID or key in Braze',
	'campaign.cancelSchedule': 'Cancel scheduled campaign by schedule ID or key in Braze',
	'campaign.sendNow': 'Send campaign messages to people now in Braze',
	'campaign.sendTransactional': 'Send transactional email to one person now in Braze',
	'campaign.get': 'Get status and details of campaign in Braze',
	'campaign.getMany': 'Get many campaigns with ID and name in Braze',
	'campaign.getAnalytics': 'Get daily message and conversion numbers for campaign in Braze',
	'campaign.getAllAnalytics': 'Get daily numbers for all campaigns in Braze',
	'campaign.getSendAnalytics': 'Get daily message and conversion numbers for send ID in Braze',
	'campaign.createSendId': 'Create send ID that groups campaign messages for analytics in Braze',
	'campaign.duplicate': 'Duplicate campaign under new name in Braze',
	'canvas.schedule': 'Schedule canvas messages to people for later in Braze',
	'canvas.updateSchedule': 'Update time of scheduled canvas by schedule ID or key in Braze',
	'canvas.cancelSchedule': 'Cancel scheduled canvas by schedule ID or key in Braze',
	'canvas.sendNow': 'Send canvas messages to people now in Braze',
	'canvas.get': 'Get status and details of canvas in Braze',
	'canvas.getMany': 'Get many canvases with ID and name in Braze',
	'canvas.getAnalytics': 'Get daily entry and conversion numbers for canvas in Braze',
	'canvas.getAllAnalytics': 'Get daily numbers for all canvases in Braze',
	'canvas.getAnalyticsSummary': 'Get total entry and conversion numbers for canvas in Braze',
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
	'contentBlock.getMany': 'Get many content blocks with ID and name in Braze',
	'contentBlock.getManyTranslations': 'Get many translations of content block in Braze',
	'contentBlock.getSourceTexts': 'Get texts to translate of content block in Braze',
	'contentBlock.updateTranslations': 'Update translations of content block in Braze',
	'contentBlock.get': 'Get content and details of content block in Braze',
	'contentBlock.create': 'Create content block with content in Braze',
	'contentBlock.update': 'Update content and details of content block in Braze',
	'emailTemplate.getMany': 'Get many email templates with ID and name in Braze',
	'emailTemplate.get': 'Get subject and body of email template in Braze',
	'emailTemplate.create': 'Create email template with subject and body in Braze',
	'emailTemplate.update': 'Update subject and body of email template in Braze',
	'message.schedule': 'Schedule message with new content for later in Braze',
	'message.updateSchedule': 'Update time of scheduled message by schedule ID or key in Braze',
	'message.cancelSchedule': 'Cancel scheduled message by schedule ID or key in Braze',
	'message.sendNow': 'Send message with new content now in Braze',
	'message.getScheduledBroadcasts': 'Get many scheduled broadcasts with send times in Braze',
	'customAttribute.getMany': 'Get many custom attributes with data type in Braze',
	'customEvent.getMany': 'Get many custom events with status and tags in Braze',
	'customEvent.getManyNames': 'Get many names of custom events in Braze',
	'customEvent.getAnalytics': 'Get daily or hourly count of custom events in Braze',
	'kpi.getDailyActiveUsers': 'Get number of daily active users in Braze',
	'kpi.getMonthlyActiveUsers': 'Get number of monthly active users in Braze',
	'kpi.getNewUsers': 'Get daily number of new users in Braze',
	'kpi.getUninstalls': 'Get daily number of app uninstalls in Braze',
	'purchase.getManyProducts': 'Get many purchased products in Braze',
	'purchase.getQuantityAnalytics': 'Get daily or hourly count of purchases in Braze',
	'purchase.getRevenueAnalytics': 'Get daily or hourly revenue of purchases in Braze',
	'session.getAnalytics': 'Get daily or hourly count of app sessions in Braze',
	'cloudDataIngestion.getMany': 'Get many data integrations with last sync in Braze',
	'cloudDataIngestion.sync': 'Start sync of data integration now in Braze',
	'cloudDataIngestion.getManySyncStatuses': 'Get many sync statuses of data integration in Braze',
	'mediaAsset.upload': 'Upload file from URL to media library in Braze',
	'mediaAsset.replace': 'Replace file of media library asset in Braze',
	'preferenceCenter.getMany': 'Get many preference centers with ID and name in Braze',
	'preferenceCenter.get': 'Get pages and state of preference center in Braze',
	'preferenceCenter.getUrl': 'Get URL of preference center for one person in Braze',
	'preferenceCenter.create': 'Create preference center from two pages in Braze',
	'preferenceCenter.update': 'Update pages of preference center in Braze',
	'liveActivity.start': 'Start live activity on lock screens in Braze',
	'liveActivity.update': 'Update or end live activity by activity ID in Braze',
	'schedule.getMany': 'Get many schedules with schedule key in Braze',
	'schedule.cleanUpKeys': 'Clean up schedule keys in Braze',
	'sdkAuthentication.getMany': 'Get many SDK authentication keys of app in Braze',
	'sdkAuthentication.create': 'Create SDK authentication key of app in Braze',
	'sdkAuthentication.setPrimary': 'Set primary SDK authentication key of app in Braze',
	'sdkAuthentication.delete': 'Delete SDK authentication key of app in Braze',
	'segment.getMany': 'Get many segments with ID and name in Braze',
	'segment.get': 'Get description and filters of segment in Braze',
	'segment.getAnalytics': 'Get daily size of segment in Braze',
	'email.getHardBounces': 'Get many hard bounced email addresses in Braze',
	'email.getUnsubscribes': 'Get many unsubscribed email addresses in Braze',
	'email.setStatus': 'Set global subscription status of email address in Braze',
	'email.removeFromBounceList': 'Remove email address from bounce list in Braze',
	'email.removeFromSpamList': 'Remove email address from spam list in Braze',
	'email.addToBlocklist': 'Add email address to blocklist in Braze',
	'sms.getInvalidNumbers': 'Get many invalid phone numbers in Braze',
	'sms.removeInvalidNumbers': 'Remove phone number from list of invalid numbers in Braze',
	'subscriptionGroup.setStatus': 'Set subscription status of person in groups in Braze',
	'subscriptionGroup.getStatus': 'Get subscription status of person in group in Braze',
	'subscriptionGroup.getUserGroups': 'Get many subscription groups of person in Braze',
	'user.upsert': 'Create or update user with attributes in Braze',
	'user.trackEvent': 'Track custom event for user in Braze',
	'user.trackPurchase': 'Track purchase for user in Braze',
	'user.trackEcommerceEvent': 'Track ecommerce event with products for user in Braze',
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
	'user.exportControlGroup': 'Export users in global control group to file in Braze',
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
	expect(texts.filter((text) => text.split(' ').length < 5 || text.length > 80)).toEqual([]);
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
