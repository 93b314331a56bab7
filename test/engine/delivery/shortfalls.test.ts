import { Bench, itemErrors, jsons } from '../../support/bench';
import { EXAMPLES } from '../../support/examples';

const bench = new Bench();

const THREE = { items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] };

const CREATE_ALIAS = {
	resource: 'user',
	operation: 'createAlias',
	externalUserId: '={{ $json.id }}',
	aliasName: '={{ $json.id }}',
	aliasLabel: 'crm',
};

const answer = (body: object) => bench.sandbox.faults.add({ kind: { type: 'status', status: 201, body } });

const hintsOf = ({ hints }: { hints: Array<{ message: string }> }) => hints.map(({ message }) => message);

it('says of each item that Braze processed fewer than were sent', async () => {
	answer({ aliases_processed: 2, message: 'success' });
	const result = await bench.run(CREATE_ALIAS, THREE);

	const says = 'Braze processed 2 of 3 and does not name the missing one';
	expect(jsons(result).map(({ warning }) => warning)).toEqual([says, says, says]);
	expect(hintsOf(result)).toEqual([`${says}. (3 items)`]);
});

it('takes a count of none for a refusal of all, with the reason', async () => {
	answer({ aliases_processed: 0, message: 'success', errors: [{ type: 'The alias is taken' }] });
	const result = await bench.run(CREATE_ALIAS, { ...THREE, settings: { onError: 'continueErrorOutput' } });

	expect(result.ok).toEqual([]);
	expect(itemErrors(result).map(({ outcome, reason }) => [outcome, reason])).toEqual(
		THREE.items.map(() => ['refused', 'The alias is taken; Braze processed 0 of 3']),
	);
});

it('does not count those twice whom an error names', async () => {
	answer({ aliases_processed: 2, message: 'success', errors: [{ type: 'Taken', index: 1 }] });
	const result = await bench.run(CREATE_ALIAS, { ...THREE, settings: { onError: 'continueErrorOutput' } });

	expect(jsons(result).some((json) => 'warning' in json)).toBe(false);
	expect(itemErrors(result).map(({ reason }) => reason)).toEqual(['Taken']);
});

it.each(['canvas', 'campaign'])('says that a schedule of a %s has no ID', async (resource) => {
	const { parameters } = EXAMPLES[resource].schedule;
	answer({ message: 'success', dispatch_id: 'd1' });
	const result = await bench.run({ resource, operation: 'schedule', ...parameters, mode: 'send' });

	const says =
		'Braze returned no schedule_id, so this schedule can be neither changed nor cancelled by this node';
	expect(jsons(result)).toEqual([expect.objectContaining({ warning: says })]);
	expect(hintsOf(result)).toContain(`${says}. (1 item)`);
});

it.each([
	['a deprecated external ID', { externalUserId: 'old-1' }],
	['an alias', { identifyBy: 'userAlias', aliasName: 'a-1', aliasLabel: 'crm' }],
])('finds the profile that Braze returns for %s', async (_, parameters) => {
	const [ada] = bench.sandbox.state.users;
	Object.assign(ada, {
		deprecated_external_ids: ['old-1'],
		user_aliases: [{ alias_name: 'a-1', alias_label: 'crm' }],
	});
	const result = await bench.run({
		resource: 'user',
		operation: 'get',
		fieldsToExport: ['external_id'],
		...parameters,
	});

	expect(jsons(result)).toEqual([expect.objectContaining({ found: true, external_id: 'user-001' })]);
});

const REMOVE = {
	resource: 'user',
	operation: 'removeExternalId',
	confirmRemove: true,
	externalUserId: '={{ $json.id }}',
};

const RENAME = {
	resource: 'user',
	operation: 'renameExternalId',
	externalUserId: '={{ $json.id }}',
	newExternalUserId: '={{ $json.id }}-new',
};

it.each([
	['removed_ids', REMOVE, 'removed', ['a', 'c']],
	['external_ids', RENAME, 'renamed', ['a-new', 'c-new']],
	['external_ids', RENAME, 'renamed', ['a', 'c']],
	[
		'external_ids',
		RENAME,
		'renamed',
		[
			{ current_external_id: 'a', new_external_id: 'a-new' },
			{ current_external_id: 'c', new_external_id: 'c-new' },
		],
	],
])('sees in %s whom it does not name', async (member, parameters, flag, listed) => {
	answer({ [member]: listed, message: 'success' });
	const result = await bench.run(parameters, { ...THREE, settings: { onError: 'continueErrorOutput' } });

	expect(jsons(result).map((json) => [json[flag], json.warning])).toEqual([
		[true, undefined],
		[true, undefined],
	]);
	expect(itemErrors(result)).toMatchObject([
		{ outcome: 'refused', reason: `It is not in Braze's list '${member}'` },
	]);
	expect(result.failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
});

it('claims of nobody what Braze says of fewer than were sent', async () => {
	answer({ removed_ids: ['A', 'x'], message: 'success' });
	const result = await bench.run(REMOVE, THREE);

	const says = 'Braze processed 2 of 3 and does not name the missing one';
	expect(jsons(result)).toMatchObject(THREE.items.map(() => ({ confirmed: false, warning: says })));
	expect(jsons(result).some((json) => 'removed' in json)).toBe(false);
});

it('keeps the warning of the response beside its own', async () => {
	answer({ aliases_processed: 2, message: 'success', warning: 'Late' });
	const result = await bench.run(CREATE_ALIAS, THREE);

	const says = 'Late. Braze processed 2 of 3 and does not name the missing one';
	expect(jsons(result).map(({ warning }) => warning)).toEqual([says, says, says]);
});

it.each([
	['delete', 'deleted', [{ id: 'k' }]],
	['setPrimary', 'changed', [{ id: 'k', is_primary: false }]],
])('%s: does not claim what the response shows otherwise', async (operation, flag, keys) => {
	const { parameters: given } = EXAMPLES.sdkAuthentication[operation];
	const parameters = { resource: 'sdkAuthentication', operation, ...given, keyId: 'k' };
	answer({ keys });
	const [json] = jsons(await bench.run(parameters));
	expect(json).not.toHaveProperty(flag);

	answer({ keys: [{ id: 'other', is_primary: false }] });
	expect(jsons(await bench.run(parameters))).toMatchObject([{ [flag]: true }]);
});
