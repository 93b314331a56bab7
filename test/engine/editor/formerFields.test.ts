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

const FORMER = [
	'If the Time Is Past',
	'Specify Entry Properties',
	'Specify Recipients',
	'Dry Run',
	'Test Recipients',
];

it('shows a new workflow what, whom and when, and no field twice', () => {
	const fields = shown();

	expect(fields.slice(0, fields.indexOf('Options') + 1)).toEqual([
		'Resource',
		'Operation',
		'Mode',
		'Canvas',
		'Send To',
		'Recipients',
		'Identify By',
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
	['recipients of the items', { specifyRecipients: 'autoMap' }, ['Specify Recipients', 'ID Field']],
	['recipients as JSON', { specifyRecipients: 'json' }, ['Specify Recipients', 'Recipients JSON']],
	[
		'recipients within an audience',
		{ sendTo: 'recipientsInAudience', specifyRecipients: 'json' },
		['Specify Recipients', 'Recipients JSON'],
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

it.each([
	['Recipients', 'recipients', 'Recipients', 'Identify By'],
	['Recipients (Map Automatically)', 'recipientsAutoMap', 'Identify By', 'ID Field'],
	['Recipients (JSON)', 'recipientsJson', 'Recipients JSON', 'When'],
])('asks for nothing between Send To: %s and whom it is for', (_, sendTo, ...next) => {
	const fields = shown({ sendTo });
	expect(fields.slice(fields.indexOf('Send To') + 1).slice(0, 2)).toEqual(next);
	expect(fields).not.toContain('Specify Recipients');
});

it.each([
	['trackEvent', ['Attributes', 'Properties', 'Properties JSON']],
	['trackPurchase', ['Properties', 'Properties JSON']],
])(
	'offers the values of %s in the options, and shows those of a saved workflow above',
	(operation, names) => {
		const saved = {
			attributes: assigned({ name: 'plan', value: 'pro' }),
			properties: assigned({ name: 'plan', value: 'pro' }),
		};
		const place = (fields: string[], name: string) => fields.indexOf(name) - fields.indexOf('Options');
		const now = shown({ resource: 'user', operation });
		const before = shown({ resource: 'user', operation, ...saved });
		for (const name of names) expect(place(now, name)).toBeGreaterThan(0);
		for (const name of names.filter((one) => one in { Attributes: 1, Properties: 1 }))
			expect(place(before, name)).toBeLessThan(0);
	},
);

describe('a saved workflow does what it did', () => {
	it.each([
		['recipients', 'json'],
		['recipientsJson', 'fields'],
		['recipientsJson', 'autoMap'],
	])('with recipients as JSON: %s, %s', async (sendTo, specifyRecipients) => {
		await bench.run({ sendTo, specifyRecipients, recipientsJson: '[{"external_user_id":"user-002"}]' });
		expect(bench.bodies).toMatchObject([{ recipients: [{ external_user_id: 'user-002' }] }]);
	});

	it.each([
		['recipients', 'autoMap'],
		['recipientsAutoMap', 'fields'],
		['recipientsAutoMap', 'json'],
	])('with recipients of the items: %s, %s', async (sendTo, specifyRecipients) => {
		const items = [{ id: 'user-002' }, { id: 'user-003' }];
		await bench.run({ sendTo, specifyRecipients, externalIdField: 'id' }, { items });
		expect(bench.bodies).toMatchObject(items.map(({ id }) => ({ recipients: [{ external_user_id: id }] })));
	});

	it('with recipients of the items by email', async () => {
		await bench.run(
			{ sendTo: 'recipientsAutoMap', identifyBy: 'email', prioritization: ['most_recently_updated'] },
			{ items: [{ email: 'ada@example.com' }] },
		);
		expect(bench.bodies).toMatchObject([
			{ recipients: [{ email: 'ada@example.com', prioritization: ['most_recently_updated'] }] },
		]);
	});

	it('with properties and attributes of an event', async () => {
		const event = { resource: 'user', operation: 'trackEvent', externalUserId: 'ada' };
		const eventName = { __rl: true, mode: 'name', value: 'order_paid' };
		await bench.run({
			...event,
			eventName,
			properties: assigned({ name: 'plan', value: 'pro' }),
			attributes: assigned({ name: 'tier', value: 'gold' }),
		});
		await bench.run({ ...event, eventName, specifyProperties: 'json', propertiesJson: '{"plan":"team"}' });
		expect(bench.bodies).toMatchObject([
			{ events: [{ properties: { plan: 'pro' } }], attributes: [{ tier: 'gold' }] },
			{ events: [{ properties: { plan: 'team' } }] },
		]);
	});

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

	describe('tracks an event', () => {
		const event = {
			resource: 'user',
			operation: 'trackEvent',
			externalUserId: 'ada',
			eventName: { __rl: true, mode: 'name', value: 'order_paid' },
		};

		it('with what the options hold, rows and JSON together', async () => {
			await bench.run({
				...event,
				options: {
					attributes: assigned({ name: 'tier', value: 'gold' }),
					properties: assigned({ name: 'plan', value: 'pro' }),
					propertiesJson: '{"seats":3}',
				},
			});
			expect(bench.bodies).toMatchObject([
				{ events: [{ properties: { plan: 'pro', seats: 3 } }], attributes: [{ tier: 'gold' }] },
			]);
		});

		it.each([
			['attributes', 'Attributes'],
			['properties', 'Properties'],
		])('not with %s that are set twice', async (name, label) => {
			const twice = { [name]: assigned({ name: 'plan', value: 'pro' }) };
			const run = await bench.run({ ...event, ...twice, options: twice });
			expect(stop(run).message).toBe(`'${label}' repeats the name "plan"`);
			expect(bench.wire).toEqual([]);
		});
	});
});
