import type { INodeParameters } from 'n8n-workflow';

import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, jsons, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

/** Each way to call the user endpoints, with the request compared whole. */

const bench = new Bench({ resource: 'user' });

const LEAD = { alias_name: 'lead-1', alias_label: 'crm' };
const ALIAS = { aliasName: 'lead-1', aliasLabel: 'crm' };
const MERGE = { operation: 'merge', confirmMerge: true };
const DELETE = { operation: 'delete', confirmDelete: true };

const REQUESTS: Array<[name: string, parameters: INodeParameters, path: string, body: object]> = [
	[
		'identify by alias',
		{ operation: 'identify', identifyBy: 'userAlias', ...ALIAS, externalUserId: ' c-9 ' },
		'/users/identify',
		{ aliases_to_identify: [{ external_id: 'c-9', user_alias: LEAD }] },
	],
	[
		'identify by email',
		{
			operation: 'identify',
			identifyBy: 'email',
			email: 'lead-1@example.com',
			prioritization: ['unidentified'],
			externalUserId: 'c-9',
		},
		'/users/identify',
		{
			emails_to_identify: [
				{ external_id: 'c-9', email: 'lead-1@example.com', prioritization: ['unidentified'] },
			],
		},
	],
	[
		'identify by email with a rule given twice',
		{
			operation: 'identify',
			identifyBy: 'email',
			email: 'lead-1@example.com',
			prioritization: '={{ ["unidentified", "unidentified"] }}',
			externalUserId: 'c-9',
		},
		'/users/identify',
		{
			emails_to_identify: [
				{ external_id: 'c-9', email: 'lead-1@example.com', prioritization: ['unidentified'] },
			],
		},
	],
	[
		'identify by phone',
		{ operation: 'identify', identifyBy: 'phone', phone: '+1 (415) 555-0100', externalUserId: 'c-9' },
		'/users/identify',
		{
			phone_numbers_to_identify: [
				{
					external_id: 'c-9',
					phone: '+14155550100',
					prioritization: ['identified', 'most_recently_updated'],
				},
			],
		},
	],
	[
		'create an alias for a user',
		{ operation: 'createAlias', externalUserId: 'user-001', aliasName: 'a', aliasLabel: 'shop' },
		'/users/alias/new',
		{ user_aliases: [{ external_id: 'user-001', alias_name: 'a', alias_label: 'shop' }] },
	],
	[
		'create a user with an alias',
		{ operation: 'createAlias', aliasFor: 'new', aliasName: 'a', aliasLabel: 'shop' },
		'/users/alias/new',
		{ user_aliases: [{ alias_name: 'a', alias_label: 'shop' }] },
	],
	[
		'update an alias',
		{ operation: 'updateAlias', ...ALIAS, newAliasName: 'lead-2' },
		'/users/alias/update',
		{ alias_updates: [{ alias_label: 'crm', old_alias_name: 'lead-1', new_alias_name: 'lead-2' }] },
	],
	[
		'merge an alias into an external ID',
		{
			...MERGE,
			mergeIdentifyBy: 'userAlias',
			mergeAliasName: 'lead-1',
			mergeAliasLabel: 'crm',
			externalUserId: 'user-001',
		},
		'/users/merge',
		{
			merge_updates: [
				{ identifier_to_merge: { user_alias: LEAD }, identifier_to_keep: { external_id: 'user-001' } },
			],
		},
	],
	[
		'merge what shares an email',
		{
			...MERGE,
			mergeIdentifyBy: 'email',
			mergeEmail: 'ada@example.com',
			mergePrioritization: ['unidentified'],
			identifyBy: 'email',
			email: 'ada@example.com',
			prioritization: ['identified'],
		},
		'/users/merge',
		{
			merge_updates: [
				{
					identifier_to_merge: { email: 'ada@example.com', prioritization: ['unidentified'] },
					identifier_to_keep: { email: 'ada@example.com', prioritization: ['identified'] },
				},
			],
		},
	],
	[
		'delete by external ID',
		{ ...DELETE, externalUserId: 'user-001' },
		'/users/delete',
		{ external_ids: ['user-001'] },
	],
	[
		'delete by Braze ID',
		{ ...DELETE, identifyBy: 'brazeId', brazeId: 'b-1' },
		'/users/delete',
		{ braze_ids: ['b-1'] },
	],
	[
		'delete by alias',
		{ ...DELETE, identifyBy: 'userAlias', ...ALIAS },
		'/users/delete',
		{ user_aliases: [LEAD] },
	],
	[
		'delete by email',
		{ ...DELETE, identifyBy: 'email', email: 'ada@example.com', prioritization: ['unidentified'] },
		'/users/delete',
		{ email_addresses: [{ email: 'ada@example.com', prioritization: ['unidentified'] }] },
	],
	[
		'delete by phone',
		{ ...DELETE, identifyBy: 'phone', phone: '+14155550100' },
		'/users/delete',
		{ phone_numbers: [{ phone: '+14155550100', prioritization: ['identified', 'most_recently_updated'] }] },
	],
	[
		'rename an external ID',
		{ operation: 'renameExternalId', externalUserId: 'user-001', newExternalUserId: 'c-1' },
		'/users/external_ids/rename',
		{ external_id_renames: [{ current_external_id: 'user-001', new_external_id: 'c-1' }] },
	],
	[
		'remove an external ID',
		{ operation: 'removeExternalId', externalUserId: 'old-1', confirmRemove: true },
		'/users/external_ids/remove',
		{ external_ids: ['old-1'] },
	],
	[
		'get by external ID',
		{
			operation: 'get',
			externalUserId: 'user-001',
			fieldsToExport: ['email'],
			options: { moreFields: ['cards_clicked'] },
		},
		'/users/export/ids',
		{ external_ids: ['user-001'], fields_to_export: ['email', 'cards_clicked', 'external_id'] },
	],
	[
		'get by alias',
		{ operation: 'get', identifyBy: 'userAlias', ...ALIAS, fieldsToExport: ['email'] },
		'/users/export/ids',
		{ user_aliases: [LEAD], fields_to_export: ['email', 'user_aliases'] },
	],
	[
		'get by email',
		{ operation: 'get', identifyBy: 'email', email: 'ada@example.com', fieldsToExport: ['email'] },
		'/users/export/ids',
		{ email_address: 'ada@example.com', fields_to_export: ['email'] },
	],
	[
		'get by phone',
		{ operation: 'get', identifyBy: 'phone', phone: '+14155550100', fieldsToExport: ['email'] },
		'/users/export/ids',
		{ phone: '+14155550100', fields_to_export: ['email'] },
	],
	[
		'get by Braze ID',
		{ operation: 'get', identifyBy: 'brazeId', brazeId: 'b-1', fieldsToExport: ['email'] },
		'/users/export/ids',
		{ braze_id: 'b-1', fields_to_export: ['email'] },
	],
	[
		'export a segment',
		{
			operation: 'exportSegment',
			segmentId: byId(PRO_PLAN_ID),
			fieldsToExport: ['email'],
			options: { callbackUrl: 'https://n8n.example.com/hook', outputFormat: 'gzip' },
		},
		'/users/export/segment',
		{
			segment_id: PRO_PLAN_ID,
			fields_to_export: ['email'],
			callback_endpoint: 'https://n8n.example.com/hook',
			output_format: 'gzip',
		},
	],
	[
		'export the global control group',
		{ operation: 'exportControlGroup', fieldsToExport: ['email'] },
		'/users/export/global_control_group',
		{ fields_to_export: ['email'] },
	],
	[
		'cancel an export',
		{ operation: 'cancelSegmentExport', segmentId: byId(PRO_PLAN_ID) },
		'/export/segment/cancel',
		{ segment_id: PRO_PLAN_ID },
	],
];

it.each(REQUESTS)('%s', async (_, parameters, path, body) => {
	bench.sandbox.state.users[0].deprecated_external_ids = ['old-1'];
	const result = await bench.run(parameters);

	expect(stop(result)).toEqual({});
	expect(bench.wire).toEqual([{ method: 'POST', path, query: {}, body }]);
});

const REFUSED: Array<[name: string, parameters: INodeParameters, message: string]> = [
	['an empty external ID', { ...DELETE, externalUserId: '={{ "" }}' }, "'External User ID' is empty"],
	[
		'an ID that is missing',
		{ ...DELETE, externalUserId: '={{ $json.nothing }}' },
		"'External User ID' is missing",
	],
	[
		'a list of IDs',
		{ ...DELETE, externalUserId: '={{ ["a", "b"] }}' },
		"'External User ID' must be text or a number, but is a list of 2 values",
	],
	[
		'an alias without a label',
		{ ...DELETE, identifyBy: 'userAlias', aliasName: 'a', aliasLabel: '={{ "" }}' },
		"'Alias Label' is empty",
	],
	[
		'what is not an email',
		{ ...DELETE, identifyBy: 'email', email: 'a@b, c@d' },
		"'Email' is not an email address",
	],
	[
		'an email without a domain',
		{ ...DELETE, identifyBy: 'email', email: 'ada@example' },
		"'Email' is not an email address",
	],
	[
		'a phone without a country code',
		{ ...DELETE, identifyBy: 'phone', phone: '030 123456' },
		"'Phone' is not a phone number with a country code",
	],
	[
		'no prioritization',
		{ ...DELETE, identifyBy: 'email', email: 'a@b.co', prioritization: '={{ [] }}' },
		"'Prioritization' is empty",
	],
	[
		'a rule that the endpoint does not know',
		{ ...DELETE, identifyBy: 'email', email: 'a@b.co', prioritization: ['least_recently_updated'] },
		`'Prioritization' has "least_recently_updated"`,
	],
	[
		'both kinds of profiles',
		{ ...DELETE, identifyBy: 'email', email: 'a@b.co', prioritization: ['identified', 'unidentified'] },
		"'Prioritization' has both",
	],
	[
		'an identifier of another operation',
		{ operation: 'identify', identifyBy: 'externalId', externalUserId: 'a' },
		`'Identify By' is "externalId"`,
	],
	[
		'Delete without its confirmation',
		{ operation: 'delete', externalUserId: 'user-001' },
		"'Confirm Delete' is off",
	],
	[
		'Merge without its confirmation',
		{ operation: 'merge', mergeExternalUserId: 'a', externalUserId: 'b' },
		"'Confirm Merge' is off",
	],
	[
		'Remove without its confirmation',
		{ operation: 'removeExternalId', externalUserId: 'a' },
		"'Confirm Remove' is off",
	],
	[
		'a user merged into itself',
		{ ...MERGE, mergeExternalUserId: 'a', externalUserId: 'a' },
		"'Identify User to Keep By' identifies the user to merge",
	],
	[
		'an ID renamed to itself',
		{ operation: 'renameExternalId', externalUserId: 'a', newExternalUserId: ' a' },
		"'New External User ID' is the current external ID",
	],
	[
		'an alias for nobody',
		{ operation: 'createAlias', externalUserId: '={{ $json.id }}', aliasName: 'a', aliasLabel: 'b' },
		"'External User ID' is missing",
	],
	[
		'no fields',
		{ operation: 'get', externalUserId: 'a', fieldsToExport: '={{ [] }}' },
		"'Fields to Return' is an empty list",
	],
	[
		'a callback that is not a URL',
		{ operation: 'exportControlGroup', options: { callbackUrl: 'n8n' } },
		"'Callback URL' is not a URL",
	],
];

it.each(REFUSED)('sends nothing for %s', async (_, parameters, message) => {
	const result = await bench.run(parameters);

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toContain(message);
});

it('shows a request that it does not send', async () => {
	const [json] = jsons(await bench.run({ ...DELETE, externalUserId: 'user-001', options: { dryRun: true } }));

	expect(bench.wire).toEqual([]);
	expect(json).toEqual({
		summary: 'Would run “Delete” for 1 item in 1 request.',
		dry_run: true,
		request: {
			method: 'POST',
			url: `${bench.sandbox.url}/users/delete`,
			body: { external_ids: ['user-001'] },
		},
		curl: expect.stringContaining('/users/delete') as string,
	});
});
