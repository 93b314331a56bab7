import type { INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from '../../nodes/Braze/operation';
import { resources } from '../../nodes/Braze/resources';
import { nodeProperties } from '../../nodes/Braze/resources/properties';
import { isAskedTo, readText, writeText } from '../support/files';
import { operationsTable } from '../support/operationsTable';

/** Method, path and permission of every operation, written down from Braze's documentation and not from the code. */
const DOCUMENTED: Record<string, [request: string, permission: string]> = {
	'canvas.schedule': ['POST /canvas/trigger/schedule/create', 'canvas.trigger.schedule.create'],
	'canvas.updateSchedule': ['POST /canvas/trigger/schedule/update', 'canvas.trigger.schedule.update'],
	'canvas.cancelSchedule': ['POST /canvas/trigger/schedule/delete', 'canvas.trigger.schedule.delete'],
	'canvas.sendNow': ['POST /canvas/trigger/send', 'canvas.trigger.send'],
	'canvas.get': ['GET /canvas/details', 'canvas.details'],
	'canvas.getMany': ['GET /canvas/list', 'canvas.list'],
	'canvas.getAnalytics': ['GET /canvas/data_series', 'canvas.data_series'],
	'canvas.getAllAnalytics': ['GET /canvas/list', 'canvas.list'],
	'canvas.getAnalyticsSummary': ['GET /canvas/data_summary', 'canvas.data_summary'],
	'canvas.duplicate': ['POST /canvas/duplicate', 'canvas.duplicate'],
	'campaign.schedule': ['POST /campaigns/trigger/schedule/create', 'campaigns.trigger.schedule.create'],
	'campaign.updateSchedule': ['POST /campaigns/trigger/schedule/update', 'campaigns.trigger.schedule.update'],
	'campaign.cancelSchedule': ['POST /campaigns/trigger/schedule/delete', 'campaigns.trigger.schedule.delete'],
	'campaign.sendNow': ['POST /campaigns/trigger/send', 'campaigns.trigger.send'],
	'campaign.sendTransactional': ['POST /transactional/v1/campaigns/{campaign_id}/send', 'transactional.send'],
	'campaign.get': ['GET /campaigns/details', 'campaigns.details'],
	'campaign.getMany': ['GET /campaigns/list', 'campaigns.list'],
	'campaign.getAnalytics': ['GET /campaigns/data_series', 'campaigns.data_series'],
	'campaign.getAllAnalytics': ['GET /campaigns/list', 'campaigns.list'],
	'campaign.getSendAnalytics': ['GET /sends/data_series', 'sends.data_series'],
	'campaign.createSendId': ['POST /sends/id/create', 'sends.id.create'],
	'campaign.duplicate': ['POST /campaigns/duplicate', 'campaigns.duplicate'],
	'catalog.getMany': ['GET /catalogs', 'catalogs.get'],
	'catalog.create': ['POST /catalogs', 'catalogs.create'],
	'catalog.delete': ['DELETE /catalogs/{catalog_name}', 'catalogs.delete'],
	'catalog.createFields': ['POST /catalogs/{catalog_name}/fields', 'catalogs.create_fields'],
	'catalog.deleteField': ['DELETE /catalogs/{catalog_name}/fields/{field_name}', 'catalogs.delete_fields'],
	'catalog.createSelection': ['POST /catalogs/{catalog_name}/selections', 'catalogs.create_selection'],
	'catalog.deleteSelection': [
		'DELETE /catalogs/{catalog_name}/selections/{selection_name}',
		'catalogs.delete_selection',
	],
	'catalogItem.createOrUpdate': ['PUT /catalogs/{catalog_name}/items', 'catalogs.replace_items'],
	'catalogItem.create': ['POST /catalogs/{catalog_name}/items', 'catalogs.add_items'],
	'catalogItem.update': ['PATCH /catalogs/{catalog_name}/items', 'catalogs.update_items'],
	'catalogItem.delete': ['DELETE /catalogs/{catalog_name}/items', 'catalogs.delete_items'],
	'catalogItem.get': ['GET /catalogs/{catalog_name}/items/{item_id}', 'catalogs.get_item'],
	'catalogItem.getMany': ['GET /catalogs/{catalog_name}/items', 'catalogs.get_items'],
	'contentBlock.getMany': ['GET /content_blocks/list', 'content_blocks.list'],
	'contentBlock.get': ['GET /content_blocks/info', 'content_blocks.info'],
	'contentBlock.getManyTranslations': ['GET /content_blocks/translations', 'content_blocks.translations.get'],
	'contentBlock.getSourceTexts': [
		'GET /content_blocks/translations/source',
		'content_blocks.translations.get',
	],
	'contentBlock.create': ['POST /content_blocks/create', 'content_blocks.create'],
	'contentBlock.update': ['POST /content_blocks/update', 'content_blocks.update'],
	'contentBlock.updateTranslations': [
		'PUT /content_blocks/translations',
		'content_blocks.translations.update',
	],
	'emailTemplate.getMany': ['GET /templates/email/list', 'templates.email.list'],
	'emailTemplate.get': ['GET /templates/email/info', 'templates.email.info'],
	'emailTemplate.create': ['POST /templates/email/create', 'templates.email.create'],
	'emailTemplate.update': ['POST /templates/email/update', 'templates.email.update'],
	'message.schedule': ['POST /messages/schedule/create', 'messages.schedule.create'],
	'message.updateSchedule': ['POST /messages/schedule/update', 'messages.schedule.update'],
	'message.cancelSchedule': ['POST /messages/schedule/delete', 'messages.schedule.delete'],
	'message.sendNow': ['POST /messages/send', 'messages.send'],
	// The permission lacks the "d" of the path.
	'message.getScheduledBroadcasts': ['GET /messages/scheduled_broadcasts', 'messages.schedule_broadcasts'],
	'customAttribute.getMany': ['GET /custom_attributes', 'custom_attributes.get'],
	'customEvent.getMany': ['GET /events', 'events.get'],
	'customEvent.getManyNames': ['GET /events/list', 'events.list'],
	'customEvent.getAnalytics': ['GET /events/data_series', 'events.data_series'],
	'kpi.getDailyActiveUsers': ['GET /kpi/dau/data_series', 'kpi.dau.data_series'],
	'kpi.getMonthlyActiveUsers': ['GET /kpi/mau/data_series', 'kpi.mau.data_series'],
	'kpi.getNewUsers': ['GET /kpi/new_users/data_series', 'kpi.new_users.data_series'],
	'kpi.getUninstalls': ['GET /kpi/uninstalls/data_series', 'kpi.uninstalls.data_series'],
	'purchase.getManyProducts': ['GET /purchases/product_list', 'purchases.product_list'],
	'purchase.getQuantityAnalytics': ['GET /purchases/quantity_series', 'purchases.quantity_series'],
	'purchase.getRevenueAnalytics': ['GET /purchases/revenue_series', 'purchases.revenue_series'],
	'session.getAnalytics': ['GET /sessions/data_series', 'sessions.data_series'],
	'cloudDataIngestion.getMany': ['GET /cdi/integrations', 'cdi.integration_list'],
	'cloudDataIngestion.sync': ['POST /cdi/integrations/{integration_id}/sync', 'cdi.integration_sync'],
	'cloudDataIngestion.getManySyncStatuses': [
		'GET /cdi/integrations/{integration_id}/job_sync_status',
		'cdi.integration_job_status',
	],
	'mediaAsset.upload': ['POST /media_library/create', 'media_library.create'],
	'mediaAsset.replace': ['PUT /media_library/replace_file', 'media_library.replace'],
	'preferenceCenter.getMany': ['GET /preference_center/v1/list', 'preference_center.list'],
	'preferenceCenter.get': ['GET /preference_center/v1/{preferenceCenterExternalID}', 'preference_center.get'],
	'preferenceCenter.getUrl': [
		'GET /preference_center/v1/{preferenceCenterExternalID}/url/{userID}',
		'preference_center.user.get',
	],
	// One permission for both.
	'preferenceCenter.create': ['POST /preference_center/v1', 'preference_center.update'],
	'preferenceCenter.update': [
		'PUT /preference_center/v1/{preferenceCenterExternalID}',
		'preference_center.update',
	],
	'liveActivity.start': ['POST /messages/live_activity/start', 'messages.live_activity.start'],
	'liveActivity.update': ['POST /messages/live_activity/update', 'messages.live_activity.update'],
	'sdkAuthentication.getMany': ['GET /app_group/sdk_authentication/keys', 'sdk_authentication.keys'],
	'sdkAuthentication.create': ['POST /app_group/sdk_authentication/create', 'sdk_authentication.create'],
	'sdkAuthentication.setPrimary': ['PUT /app_group/sdk_authentication/primary', 'sdk_authentication.primary'],
	'sdkAuthentication.delete': ['DELETE /app_group/sdk_authentication/delete', 'sdk_authentication.delete'],
	// Lists the records of schedule keys; what the clean-up deletes is tested with schedule keys.
	'schedule.getMany': ['GET /catalogs/{catalog_name}/items', 'catalogs.get_items'],
	'schedule.cleanUpKeys': ['GET /catalogs/{catalog_name}/items', 'catalogs.get_items'],
	'segment.get': ['GET /segments/details', 'segments.details'],
	'segment.getMany': ['GET /segments/list', 'segments.list'],
	'segment.getAnalytics': ['GET /segments/data_series', 'segments.data_series'],
	'email.getHardBounces': ['GET /email/hard_bounces', 'email.hard_bounces'],
	// The permission lacks the "s" of the path, and the next but three keeps an older word.
	'email.getUnsubscribes': ['GET /email/unsubscribes', 'email.unsubscribe'],
	'email.setStatus': ['POST /email/status', 'email.status'],
	'email.removeFromBounceList': ['POST /email/bounce/remove', 'email.bounce.remove'],
	'email.removeFromSpamList': ['POST /email/spam/remove', 'email.spam.remove'],
	'email.addToBlocklist': ['POST /email/blocklist', 'email.blacklist'],
	'sms.getInvalidNumbers': ['GET /sms/invalid_phone_numbers', 'sms.invalid_phone_numbers'],
	'sms.removeInvalidNumbers': ['POST /sms/invalid_phone_numbers/remove', 'sms.invalid_phone_numbers.remove'],
	'subscriptionGroup.setStatus': ['POST /v2/subscription/status/set', 'subscription.status.set'],
	'subscriptionGroup.getStatus': ['GET /subscription/status/get', 'subscription.status.get'],
	'subscriptionGroup.getUserGroups': ['GET /subscription/user/status', 'subscription.groups.get'],
	'user.upsert': ['POST /users/track', 'users.track'],
	'user.trackEvent': ['POST /users/track', 'users.track'],
	'user.trackPurchase': ['POST /users/track', 'users.track'],
	'user.trackEcommerceEvent': ['POST /users/track', 'users.track'],
	'user.get': ['POST /users/export/ids', 'users.export.ids'],
	'user.identify': ['POST /users/identify', 'users.identify'],
	'user.createAlias': ['POST /users/alias/new', 'users.alias.new'],
	'user.updateAlias': ['POST /users/alias/update', 'users.alias.update'],
	'user.merge': ['POST /users/merge', 'users.merge'],
	'user.delete': ['POST /users/delete', 'users.delete'],
	'user.renameExternalId': ['POST /users/external_ids/rename', 'users.external_ids.rename'],
	'user.removeExternalId': ['POST /users/external_ids/remove', 'users.external_ids.remove'],
	'user.downloadExport': ['GET (download URL)', 'none'],
	'user.exportSegment': ['POST /users/export/segment', 'users.export.segment'],
	'user.exportControlGroup': ['POST /users/export/global_control_group', 'users.export.global_control_group'],
	'user.cancelSegmentExport': ['POST /export/segment/cancel', 'segments.list'],
};

/** The same of the endpoints for a single item, which are used where 'Combine Items' is off. */
const DOCUMENTED_ALONE: typeof DOCUMENTED = {
	'catalogItem.createOrUpdate': ['PUT /catalogs/{catalog_name}/items/{item_id}', 'catalogs.replace_item'],
	'catalogItem.create': ['POST /catalogs/{catalog_name}/items/{item_id}', 'catalogs.create_item'],
	'catalogItem.update': ['PATCH /catalogs/{catalog_name}/items/{item_id}', 'catalogs.update_item'],
	'catalogItem.delete': ['DELETE /catalogs/{catalog_name}/items/{item_id}', 'catalogs.delete_item'],
};

/** What must not happen twice: these are not repeated after an unclear answer. */
const CREATING = [
	'canvas.schedule',
	'canvas.sendNow',
	'canvas.duplicate',
	'campaign.schedule',
	'campaign.sendNow',
	'campaign.sendTransactional',
	'campaign.createSendId',
	'campaign.duplicate',
	'catalog.create',
	'catalog.createFields',
	'catalog.createSelection',
	'catalogItem.create',
	'catalogItem.update',
	'contentBlock.create',
	'emailTemplate.create',
	'message.schedule',
	'message.sendNow',
	'mediaAsset.upload',
	'preferenceCenter.create',
	'liveActivity.start',
	// Without an alert it may be repeated after all.
	'liveActivity.update',
	'sdkAuthentication.create',
	'user.upsert',
	'user.trackEvent',
	'user.trackPurchase',
	'user.trackEcommerceEvent',
	'user.identify',
	'user.merge',
	'user.delete',
	'user.renameExternalId',
	'user.removeExternalId',
	'user.exportSegment',
	'user.exportControlGroup',
];

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => [`${resource.value}.${operation.value}`, operation] as const),
);

it('has method, path and permission of every operation as Braze documents them', () => {
	const shown = ({ endpoint }: Operation) => [`${endpoint.method} ${endpoint.path}`, endpoint.permission];
	const alone = operations.flatMap(([name, operation]) =>
		operation.uncombined ? [[name, shown(operation.uncombined)]] : [],
	);

	expect(Object.fromEntries(operations.map(([name, operation]) => [name, shown(operation)]))).toEqual(
		DOCUMENTED,
	);
	expect(Object.fromEntries(alone)).toEqual(DOCUMENTED_ALONE);
});

it('repeats only what creates nothing', () => {
	const creating = operations.filter(([, { safety }]) => safety === 'notIdempotent').map(([name]) => name);

	expect(creating.sort()).toEqual([...CREATING].sort());
});

it('names the permission in the description of every operation', () => {
	const shown = nodeProperties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const silent = operations.filter(([, { value, endpoint }]) =>
		shown.every(
			(option) =>
				option.value !== value || !option.description?.endsWith(` Permission: ${endpoint.permission}.`),
		),
	);

	expect(silent.map(([name]) => name)).toEqual([]);
});

it('has an action of its own for every operation, in sentence case', () => {
	const actions = operations.map(([, { action }]) => action);

	expect(new Set(actions).size).toBe(actions.length);
	expect(actions.filter((action) => !/^[A-Z][a-z]+( ([a-z]+|ID|URL|SDK))+$/.test(action))).toEqual([]);
	expect(actions.filter((action) => /\b(an?|the)\b/i.test(action))).toEqual([]);
});

it('has one operation only for each value, and offers five and more by name', () => {
	for (const { operations: own } of resources)
		expect(new Set(own.map(({ value }) => value)).size).toBe(own.length);
	const lists = nodeProperties
		.filter(({ name }) => name === 'operation')
		.map(({ options = [] }) => options.map(({ name }) => name));

	const long = lists.filter(({ length }) => length >= 5);
	expect(long.length).toBeGreaterThan(5);
	for (const names of long) expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});

it('lists every operation in docs/operations.md', () => {
	const [page, start, end] = ['docs/operations.md', '<!-- operations -->', '<!-- /operations -->'];
	const text = readText(page) ?? '';
	const table = `${start}\n${operationsTable(resources)}\n${end}`;
	const written = text.replace(/<!-- operations -->[^]*<!-- \/operations -->/, () => table);
	if (isAskedTo('UPDATE_OPERATIONS')) writeText(page, written);

	expect(text).toContain(start);
	expect(readText(page)).toBe(written);
});

it('names every operation in the changelog', () => {
	const lines = (readText('CHANGELOG.md') ?? '').matchAll(/^ {2}- \*\*(.+?)\*\*: (.+)$/gm);
	const named = new Set(
		[...lines].flatMap(([, resource, names]) => names.split(', ').map((name) => `${resource}: ${name}`)),
	);
	const missing = resources
		.flatMap(({ name: resource, operations: own }) => own.map(({ name }) => `${resource}: ${name}`))
		.filter((name) => !named.has(name));
	expect(missing).toEqual([]);
});

it('are as many as the README says', () => {
	const all = resources.flatMap(({ operations }) => operations);

	expect(readText('README.md')).toContain(`[${all.length} operations](docs/operations.md)`);
});
