import { FEEDBACK_ID, ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, stop, type BenchRun } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';
import { byId, byName } from '../../support/kinds';
import { rows } from '../../support/messages';

useClock(fastClock);

/** The mistakes of a first hour, and what the node says: what is wrong, and what to do. */

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
});

const PURCHASE = { resource: 'user', operation: 'trackPurchase', productId: 'pro', currency: 'EUR' };

const fewSeats = (attribute: string) => ({
	kind: 'number',
	attribute: { __rl: true, mode: 'name', value: attribute },
	numberValue: 3,
});
const audience = (...filters: unknown[]) => ({
	sendTo: 'audience',
	audienceGroups: { group: [{ filters: { filter: filters } }] },
});

type Mistake = [
	mistake: string,
	parameters: Record<string, unknown>,
	run: BenchRun,
	says: string,
	advice: string,
];

const NOTHING_SENT: Mistake[] = [
	[
		'a time in the past',
		{ sendTime: '2020-01-01T09:00:00' },
		{},
		"'Send Time' is in the past: 1 Jan 2020, 09:00:00",
		'Choose a later time',
	],
	[
		'no recipient',
		{ recipients: rows('') },
		{},
		"'Recipients' has no recipients",
		'Add at least one recipient',
	],
	[
		'the row of the recipient deleted',
		{ recipients: { recipient: [] } },
		{},
		"'Recipients' has no recipients",
		'Add at least one recipient',
	],
	[
		'JSON that is not valid',
		{ sendTo: 'recipientsJson', recipientsJson: '[{"external_user_id": "a",}]' },
		{},
		"'Recipients JSON' is not valid JSON at line 1, column 27",
		'Check the quotes, commas and brackets there',
	],
	[
		'JSON with single quotes',
		{ sendTo: 'recipientsJson', recipientsJson: "[{'external_user_id': 'a'}]" },
		{},
		"'Recipients JSON' is not valid JSON at line 1, column 3",
		'JSON needs straight double quotes',
	],
	[
		'JSON from a chat or a word processor',
		{ sendTo: 'recipientsJson', recipientsJson: '[{ “external_user_id”: “a” }]' },
		{},
		"'Recipients JSON' is not valid JSON at line 1, column 4",
		'JSON needs straight double quotes',
	],
	[
		'a filter whose field is not there',
		{
			sendTo: 'audience',
			audienceGroups: {
				group: [
					{
						filters: {
							filter: [{ kind: 'text', attribute: byName('plan'), textValue: '={{ $json.plan }}' }],
						},
					},
				],
			},
		},
		{},
		"'Group 1, filter 1: Text' must be text, but is nothing",
		'Check the expression',
	],
	[
		'an expression without a value',
		{ recipients: rows('={{ $json.external_user_id }}') },
		{ items: [{ external_user_id: 'user-001' }, { id: 'user-007' }] },
		"'External User ID' is missing (item 2 of 2: user-007)",
		"The item has 'id'",
	],
	[
		'a broadcast that is not confirmed',
		{ sendTo: 'broadcast' },
		{},
		"'Confirm Broadcast' is off",
		'If you want that, turn it on',
	],
	[
		'Map Automatically with another column',
		{ sendTo: 'recipientsAutoMap' },
		{ items: [{ id: 'user-001' }] },
		"'Input item' has no field external_user_id or external_id",
		"Enter the name of the field under 'ID Field'",
	],
	[
		'a word that Braze does not know in a filter',
		{
			sendTo: 'audience',
			specifyAudience: 'json',
			audience: '{"custom_attribute":{"custom_attribute_name":"plan","comparison":"is","value":"pro"}}',
		},
		{},
		`'Audience: custom_attribute.comparison' cannot be "is"`,
		'In Braze, this comparison is equals',
	],
	[
		'no email address',
		{ identifyBy: 'email', recipients: { recipient: [{ email: 'ada' }] } },
		{},
		`'Email' is not an email address: "ada"`,
		'Enter a single address',
	],
	[
		'two items for one broadcast',
		{ sendTo: 'broadcast', confirmBroadcast: true },
		{ items: [{}, {}] },
		'Items 1 and 2 would send the same message to the same audience',
		"Turn on 'Execute Once'",
	],
	['a group without a filter filled in', audience({}), {}, "'Group 1, filter 1: Attribute'", ''],
	[
		'a price that was not entered',
		{ ...PURCHASE, externalUserId: 'ada' },
		{},
		"'Price' is missing",
		'Enter the price of one unit',
	],
];

it.each(NOTHING_SENT)('%s: nothing is sent', async (_, parameters, run, says, advice) => {
	const { message, description } = stop(await bench.run(parameters, run));
	expect(message).toContain(says);
	expect(description).toContain(advice);
	expect(description).toMatch(/Nothing was sent\./);
	expect(bench.wire).toEqual([]);
});

it.each([
	['Canvas', { canvasId: { __rl: true, mode: 'list', value: '' } }],
	['Send Time', { sendTime: '' }],
])('%s left empty: n8n does not start', async (field, parameters) => {
	await expect(bench.run(parameters)).rejects.toThrow(`Parameter "${field}" is required`);
});

it.each([
	['an unknown person', { recipients: rows('nobody') }, "Braze has no person 'nobody'"],
	[
		'a typo in an attribute',
		audience(fewSeats('seat')),
		"Braze has no attribute 'seat'. Did you mean 'seats'?",
	],
])('%s: an execution by hand says so', async (_, parameters, says) => {
	const { hints } = await bench.run(parameters, { mode: 'manual' });
	const warnings = hints.filter(({ type }) => type === 'warning');
	expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
});

it.each([
	[
		'a Canvas that the dashboard starts',
		{ canvasId: byId(FEEDBACK_ID) },
		{},
		'The Canvas is not API-triggered',
	],
	['an ID that is none', { canvasId: byId('not-an-id') }, {}, 'Invalid Canvas ID'],
	['a wrong key', {}, { apiKey: 'no-such-key' }, 'Braze does not accept the API key on this instance'],
	['a wrong port', {}, { url: 'http://127.0.0.1:9' }, 'No server answers at http://127.0.0.1:9'],
	[
		'a wrong host',
		{},
		{ url: 'https://rest.nowhere-01.invalid' },
		'There is no server with the name rest.nowhere-01.invalid',
	],
])('%s: the reason is the title', async (_, parameters, credential, says) => {
	const { message } = stop(await bench.run(parameters, { credential: bench.credential(credential) }));
	expect(message).toContain(says);
	expect(bench.sandbox.state.schedules).toEqual([]);
});

it.each([['Invalid Canvas ID'], ['The Canvas is not API-triggered'], ['canvas_id must be a string']])(
	'%s: the error says how to choose a Canvas that works',
	async (message) => {
		const body = { message };
		bench.sandbox.faults.add({ match: { path: '*' }, kind: { type: 'status', status: 400, body } });
		expect(stop(await bench.run({})).description).toContain(
			"Choose the Canvas 'From List'. In Braze, it has to be in the same workspace as the API key, launched, and API-triggered.",
		);
	},
);

it('another reason gets no advice on the Canvas', async () => {
	const body = { message: 'canvas_entry_properties is too large' };
	bench.sandbox.faults.add({ match: { path: '*' }, kind: { type: 'status', status: 400, body } });
	expect(stop(await bench.run({})).description).not.toContain('From List');
});
