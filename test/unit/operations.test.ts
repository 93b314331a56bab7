import type { INodePropertyOptions } from 'n8n-workflow';

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
	'campaign.getSendAnalytics': ['GET /sends/data_series', 'sends.data_series'],
	'campaign.createSendId': ['POST /sends/id/create', 'sends.id.create'],
	'campaign.duplicate': ['POST /campaigns/duplicate', 'campaigns.duplicate'],
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
	'cloudDataIngestion.getManySyncStatuses': ['GET /cdi/integrations/{integration_id}/job_sync_status', 'cdi.integration_job_status'],
	'mediaAsset.upload': ['POST /media_library/create', 'media_library.create'],
	'mediaAsset.replace': ['PUT /media_library/replace_file', 'media_library.replace'],
	'preferenceCenter.getMany': ['GET /preference_center/v1/list', 'preference_center.list'],
	'preferenceCenter.get': ['GET /preference_center/v1/{preferenceCenterExternalID}', 'preference_center.get'],
	'preferenceCenter.getUrl': ['GET /preference_center/v1/{preferenceCenterExternalID}/url/{userID}', 'preference_center.user.get'],
	// One permission for both.
	'preferenceCenter.create': ['POST /preference_center/v1', 'preference_center.update'],
	'preferenceCenter.update': ['PUT /preference_center/v1/{preferenceCenterExternalID}', 'preference_center.update'],
	'liveActivity.start': ['POST /messages/live_activity/start', 'messages.live_activity.start'],
	'liveActivity.update': ['POST /messages/live_activity/update', 'messages.live_activity.update'],
	'sdkAuthentication.getMany': ['GET /app_group/sdk_authentication/keys', 'sdk_authentication.keys'],
	'sdkAuthentication.create': ['POST /app_group/sdk_authentication/create', 'sdk_authentication.create'],
	'sdkAuthentication.setPrimary': ['PUT /app_group/sdk_authentication/primary', 'sdk_authentication.primary'],
	'sdkAuthentication.delete': ['DELETE /app_group/sdk_authentication/delete', 'sdk_authentication.delete'],
	'segment.get': ['GET /segments/details', 'segments.details'],
	'segment.getMany': ['GET /segments/list', 'segments.list'],
	'segment.getAnalytics': ['GET /segments/data_series', 'segments.data_series'],
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
	'message.schedule',
	'message.sendNow',
	'mediaAsset.upload',
	'preferenceCenter.create',
	'liveActivity.start',
	// Without an alert it may be repeated after all.
	'liveActivity.update',
	'sdkAuthentication.create',
];

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => [`${resource.value}.${operation.value}`, operation] as const),
);

it('has method, path and permission of every operation as Braze documents them', () => {
	const found = operations.map(([name, { endpoint }]) => [
		name,
		[`${endpoint.method} ${endpoint.path}`, endpoint.permission],
	]);

	expect(Object.fromEntries(found)).toEqual(DOCUMENTED);
});

it('repeats only what creates nothing', () => {
	const creating = operations.filter(([, { safety }]) => safety === 'creates').map(([name]) => name);

	expect(creating.sort()).toEqual([...CREATING].sort());
});

it('names the permission in the description of every operation', () => {
	const shown = nodeProperties.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const silent = operations.filter(([, { value, endpoint }]) =>
		shown.every((option) => option.value !== value || !option.description?.endsWith(` Permission: ${endpoint.permission}.`)),
	);

	expect(silent.map(([name]) => name)).toEqual([]);
});

it('has an action of its own for every operation, in sentence case', () => {
	const actions = operations.map(([, { action }]) => action);

	expect(new Set(actions).size).toBe(actions.length);
	expect(actions.filter((action) => !/^[A-Z][a-z]+( ([a-z]+|ID|URL|SDK))+$/.test(action))).toEqual([]);
});

it('has one operation only for each value, and offers them by name', () => {
	for (const { operations: own } of resources)
		expect(new Set(own.map(({ value }) => value)).size).toBe(own.length);
	const lists = nodeProperties
		.filter(({ name }) => name === 'operation')
		.map(({ options = [] }) => options.map(({ name }) => name));

	for (const names of lists) expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});

it('lists every operation in the README', () => {
	const [start, end] = ['<!-- operations -->', '<!-- /operations -->'];
	const readme = readText('README.md') ?? '';
	const table = `${start}\n${operationsTable(resources)}\n${end}`;
	const written = readme.replace(/<!-- operations -->[^]*<!-- \/operations -->/, () => table);
	if (isAskedTo('UPDATE_README')) writeText('README.md', written);

	expect(readme).toContain(start);
	expect(readText('README.md')).toBe(written);
});
