import { assigned } from '../../support/assignments';
import { stop } from '../../support/bench';
import { ScheduleBench } from '../../support/schedule';

/** n8n drops some names on the way into a request: a value must not vanish in silence. */

const bench = new ScheduleBench();

const NAMES = ['__proto__', 'constructor', 'prototype'];

const row = (name: string) => assigned({ name, value: 'x' });

const json = (name: string) => `{ "a": { "b": { "${name}": 1 } } }`;

it.each(
	NAMES.flatMap((name) => [
		[name, 'Entry Properties', { entryProperties: row(name) }] as const,
		[
			name,
			'Entry Properties JSON',
			{ specifyEntryProperties: 'json', entryPropertiesJson: json(name) },
		] as const,
	]),
)('refuses %s in %s', async (name, field, changes) => {
	expect(stop(await bench.run(changes))).toEqual({
		message: `'${field}' uses the name "${name}", which cannot be sent`,
		description: 'Use another name, here and in Braze. Nothing was sent.',
	});
	expect(bench.sandbox.requests).toEqual([]);
});

it.each(NAMES)("sends %s in a recipient's own properties and attributes", async (name) => {
	const options = { entryProperties: row(name), attributes: row(name) };
	await bench.run({ recipients: { recipient: [{ externalUserId: 'user-001', options }] } });

	const text = JSON.stringify(bench.bodies);
	expect(text.split(`{"${name}":"x"}`)).toHaveLength(3);
});
