import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Braze } from '../../../nodes/Braze/Braze.node';
import { assigned } from '../../support/assignments';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';
import { visibleFields } from '../../support/visibleFields';

/** Fields that new workflows set elsewhere: saved workflows keep them, see them, and run as before. */

const { properties } = new Braze().description;

const SAVED = {
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
};

const bench = new Bench(SAVED);

/** The fields that the editor shows, with the options that can be added or are there. */
function shown(saved: Record<string, unknown> = {}): string[] {
	const values = NodeHelpers.getNodeParameters(
		properties,
		{ ...SAVED, ...saved } as INodeParameters,
		true,
		false,
		null,
		null,
	) as INodeParameters;
	return visibleFields(properties, values).flatMap((field) => [
		...namesOf(field),
		...(field.type === 'collection' ? (field.options as INodeProperties[]).flatMap(namesOf) : []),
	]);
}

const namesOf = ({ type, displayName }: INodeProperties): string[] =>
	type === 'hidden' || type === 'notice' ? [] : [displayName];

const FORMER = ['If the Time Is Past', 'Specify Entry Properties', 'Dry Run', 'Test Recipients'];

it('shows a new workflow what, whom and when, and no field twice', () => {
	const fields = shown();

	expect(fields.slice(0, fields.indexOf('Options') + 1)).toEqual([
		'Resource',
		'Operation',
		'Mode',
		'Canvas',
		'Send To',
		'Specify Recipients',
		'Identify By',
		'Recipients',
		'When',
		'Send Time',
		'Delivery',
		'Options',
	]);
	expect(fields.filter((name) => FORMER.includes(name))).toEqual(['If the Time Is Past']);
	expect(fields).not.toContain('If Key Exists');
	expect(new Set(fields).size).toBe(fields.length);
});

it.each<[string, Record<string, unknown>, string[]]>([
	['a dry run', { options: { dryRun: true } }, ['Dry Run']],
	['test people', { options: { testRecipients: ['ada'] } }, ['Test Recipients']],
	['no test people at all', { options: { testRecipients: [] } }, ['Test Recipients']],
	['properties', { entryProperties: assigned({ name: 'plan', value: 'pro' }) }, ['Entry Properties']],
	[
		'properties as JSON',
		{ specifyEntryProperties: 'json', entryPropertiesJson: '{"plan":"pro"}' },
		['Specify Entry Properties', 'Entry Properties JSON'],
	],
	['what to do with the past', { ifPast: 'skip' }, ['If the Time Is Past']],
	['a key', { options: { scheduleKey: '={{ $json.id }}' } }, ['If Key Exists', 'Schedule Key Catalog']],
	['deduplication', { options: { deduplicateBy: 'a' } }, ['Remembered Keys']],
])('shows a saved workflow %s', (_, saved, names) => {
	const before = shown();
	const added = shown(saved).filter(
		(name) => !before.includes(name) || before.indexOf(name) > before.indexOf('Options'),
	);
	expect(added).toEqual(expect.arrayContaining(names));
});

describe('a saved workflow does what it did', () => {
	it('with properties in rows, and as JSON', async () => {
		await bench.run({ entryProperties: assigned({ name: 'plan', value: 'pro' }) });
		await bench.run({
			specifyEntryProperties: 'json',
			entryPropertiesJson: '{"plan":"team"}',
			sendTime: '2026-09-10T09:00:00',
		});
		expect(bench.bodies).toMatchObject([
			{ canvas_entry_properties: { plan: 'pro' } },
			{ canvas_entry_properties: { plan: 'team' } },
		]);
	});

	it.each([
		['skip', 0],
		['soon', 1],
	])('with a time that is past: %s', async (ifPast, requests) => {
		const { error } = await bench.run({ ifPast, sendTime: '2026-09-01T09:00:00' });
		expect(error).toBeUndefined();
		expect(bench.wire).toHaveLength(requests);
	});

	it('with no test people: nobody gets anything', async () => {
		const run = await bench.run({ options: { testRecipients: [] } }, { mode: 'manual' });
		expect(stop(run).message).toContain("'Test Recipients' has no recipients");
		expect(bench.wire).toEqual([]);
	});
});

describe('a new workflow', () => {
	it('has its properties in the options, rows and JSON together', async () => {
		await bench.run(
			{
				options: {
					entryProperties: assigned({ name: 'plan', value: 'pro' }),
					entryPropertiesJson: '={{ { seats: $json.seats } }}',
				},
			},
			{ items: [{ seats: 3 }] },
		);
		expect(bench.bodies).toMatchObject([{ canvas_entry_properties: { plan: 'pro', seats: 3 } }]);
	});

	it('gets an error for a property that is set twice', async () => {
		const run = await bench.run({
			entryProperties: assigned({ name: 'plan', value: 'pro' }),
			options: { entryPropertiesJson: '{"plan":"team"}' },
		});
		expect(stop(run).message).toBe(`'Entry Properties JSON' repeats the name "plan"`);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['skip', 0],
		['soon', 1],
	])('says in the options what happens to the past: %s', async (ifPast, requests) => {
		const { error } = await bench.run({ options: { ifPast }, sendTime: '2026-09-01T09:00:00' });
		expect(error).toBeUndefined();
		expect(bench.wire).toHaveLength(requests);
	});
});
