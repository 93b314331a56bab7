import fc from 'fast-check';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { identifierReading } from '../../../nodes/Braze/input/identifier';
import { emailReading, phoneReading } from '../../../nodes/Braze/input/address';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Characters that nobody sees come along when a value is copied, and would make it another one. */

const AROUND = ['\u200b', '\u200d', '\ufeff', '\u2060', '\u200e', '\u00ad', ' ', '\t', '\n', '\u00a0'];
const around = fc.array(fc.constantFrom(...AROUND), { maxLength: 4 }).map((all) => all.join(''));

/** Names that need such characters within, or at the end. */
const IDS = [
	'user-001',
	'a b',
	'👩‍👩‍👧',
	'❤️',
	'🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}',
	'a\u200cb',
	'Ann\u00adSophie',
];

it('are no part of an identifier, an address or a number that they stand around', () => {
	fc.assert(
		fc.property(around, around, fc.constantFrom(...IDS), (before, after, id) => {
			expect(identifierReading(before + id + after)).toEqual({ value: id });
			expect(emailReading(`${before}ada@example.com${after}`)).toEqual({ value: 'ada@example.com' });
			expect(phoneReading(`${before}+49 171 1234567${after}`)).toEqual({ value: '+491711234567' });
		}),
	);
});

it.each([
	'user-001\nuser-002',
	'user-001\r\nuser-002',
	'a\u0000b',
	'a\u001bb',
	'a\tb',
	'a\u0085b',
	'a\u0000',
])('refuses a control character inside an identifier: %j', (id) => {
	expect(identifierReading(id)).toMatchObject({
		problem: expect.stringContaining('contains a line break or another control character: "'),
	});
});

it.each(['ada\u200b@example.com', 'ada@exam\u200bple.com', 'ada@example.\u202acom', 'a\u200dda@example.com'])(
	'refuses them inside an email address: %j',
	(email) => {
		expect(emailReading(email)).toMatchObject({
			problem: expect.stringContaining('is not an email address'),
		});
	},
);

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
});

it('unsubscribes the address that somebody has', async () => {
	const parameters = {
		resource: 'email',
		operation: 'setStatus',
		email: '={{ $json.e }}',
		subscriptionState: 'unsubscribed',
	};
	await bench.run(parameters, { items: [{ e: '\u202aada@example.com\u202c' }] });

	expect(bench.bodies).toMatchObject([{ email: ['ada@example.com'] }]);
});

const audience = (filter: object) => ({
	sendTo: 'audience',
	recipients: undefined,
	audienceGroups: { group: [{ match: 'AND', filters: { filter: [filter] } }] },
});
const json = (custom_attribute: object) => ({
	sendTo: 'audience',
	recipients: undefined,
	specifyAudience: 'json',
	audience: JSON.stringify({ custom_attribute }),
});

it('are no part of the name of an attribute', async () => {
	const attribute = { __rl: true, mode: 'name', value: '={{ $json.n }}' };
	await bench.run(audience({ kind: 'text', textComparison: 'does_not_exist', attribute }), {
		items: [{ n: 'plan\u200b' }],
	});

	expect(bench.bodies).toMatchObject([{ audience: { custom_attribute: { custom_attribute_name: 'plan' } } }]);
});

it.each(['plan\u200b', ' plan', 'plan ', 'pl\nan', '\ufeffplan'])(
	'are refused in the name of an attribute in JSON: %j',
	async (custom_attribute_name) => {
		const result = await bench.run(json({ custom_attribute_name, comparison: 'does_not_exist' }));

		expect(stop(result)).toEqual({
			message: expect.stringContaining("'Audience: custom_attribute.custom_attribute_name' cannot be "),
			description: expect.stringContaining('without spaces or invisible characters around it'),
		});
		expect(bench.wire).toEqual([]);
	},
);
