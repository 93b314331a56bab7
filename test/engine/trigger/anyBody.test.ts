import fc from 'fast-check';

import { forgetRecentEvents } from '../../../nodes/BrazeTrigger/recentEvents';
import { TriggerBench } from '../../support/webhook';

/** Whatever arrives: an answer, no exception, and nothing that reaches beyond the item. */

const SOURCES = ['webhookMessage', 'currents', 'transactionalPostback', 'segmentExport'];

const NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'events',
	'id',
	'event_type',
	'status',
	'dispatch_id',
	'event_id',
	'toString',
];

const tree = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.constantFrom(null, true, 0, -0, 1e308, '', 'sent', 'users.canvas.Entry'),
		fc.string(),
		fc.array(tie('value'), { maxLength: 4 }),
		fc
			.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string()), tie('value')), { maxLength: 5 })
			.map(objectText),
	),
})).value;

/** An object as text, since only text can have a member of the name `__proto__`. */
class Raw {
	constructor(readonly text: string) {}
}

function objectText(members: Array<[string, unknown]>): Raw {
	return new Raw(`{${members.map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`).join(',')}}`);
}

function textOf(value: unknown): string {
	if (value instanceof Raw) return value.text;
	return Array.isArray(value) ? `[${value.map(textOf).join(',')}]` : JSON.stringify(value);
}

/** Texts that are JSON, were JSON, or never were. */
const bodies = fc.oneof(
	tree.map(textOf),
	tree.map(textOf).map((text) => text.slice(0, -1)),
	fc.string(),
	fc.string({ unit: 'binary' }),
);

const polluted = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	(Object.hasOwn(value, '__proto__') ||
		![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object) ||
		Object.values(value).some(polluted));

it('answers every body', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...SOURCES),
			bodies,
			fc.constantFrom('event_id', '__proto__', 'constructor.name', 'a.b'),
			async (source, body, deduplicateBy) => {
				forgetRecentEvents();
				const answer = await new TriggerBench({
					source,
					...(source === 'currents' && { startFor: 'all' }),
					...(source === 'webhookMessage' && { deduplicateBy }),
				}).call({ body });
				expect([200, 400]).toContain(answer.status);
				if (answer.status !== 200) expect(answer.items).toEqual([]);
				for (const { json } of answer.items) expect(polluted(json)).toBe(false);
				expect(Object.keys(Object.prototype)).toEqual([]);
			},
		),
		{ numRuns: 500 },
	);
});

it('answers every secret', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'binary' }), async (sent) => {
			expect(
				(
					await new TriggerBench().call({
						body: '{}',
						headers: { 'x-braze-secret': sent, authorization: sent },
						query: { secret: sent },
					})
				).status,
			).toBe(401);
		}),
	);
});

it('refuses JSON that is nested too deeply for it', async () => {
	const depth = 200_000;
	const answer = await new TriggerBench().call({ body: `${'['.repeat(depth)}${']'.repeat(depth)}` });
	expect([200, 400]).toContain(answer.status);
});
