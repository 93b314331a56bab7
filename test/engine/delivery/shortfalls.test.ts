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
