import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation } from '../../../nodes/Braze/resources';
import { Bench, itemErrors } from '../../support/bench';
import { EXAMPLE_ROWS, type Example } from '../../support/examples';

/** JSON that is made to break what reads it, in every JSON parameter of every operation. */

const ROWS = EXAMPLE_ROWS.flatMap(([resource, name, example]) => {
	const { fields } = findOperation(resource, name) as Operation;
	return fields
		.filter(({ type }) => type === 'json')
		.map(
			(field) =>
				[
					`${resource}: ${name}: ${field.displayName}`,
					{ resource, operation: name, example, field },
				] as const,
		);
});

const bench = new Bench();

/** The parameters that show a field. */
const shown = ({ displayOptions }: INodeProperties): INodeParameters =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, values]) => [name, values?.[0]]),
	) as INodeParameters;

/** What some channels of a message, and some events of a shop, need besides the JSON. */
const REQUIRED: INodeParameters = {
	webhookUrl: 'https://hooks.example.com/orders',
	appId: 'app-1',
	subscriptionGroupId: 'group-1',
	cartId: 'cart-1',
};

async function runWith(
	{
		resource,
		operation,
		example,
		field,
	}: { resource: string; operation: string; example: Example; field: INodeProperties },
	texts: string[],
) {
	const [prior] = (await example.before?.(bench)) ?? [{}];
	bench.sandbox.requests.length = 0;
	const items = texts.map((text): IDataObject => ({ ...prior, text }));
	return await bench.run(
		{
			resource,
			operation,
			...REQUIRED,
			...example.parameters,
			...shown(field),
			[field.name]: '={{ $json.text }}',
		},
		{ items, settings: { onError: 'continueErrorOutput' } },
	);
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const TOO_DEEP = [
	nested(10_000),
	`[${nested(10_000)}]`,
	`${'['.repeat(10_000)}${']'.repeat(10_000)}`,
	'['.repeat(100_000),
	nested(10_000).slice(0, -1),
];

it.each(ROWS)(
	'refuses more levels than can be sent, with clear words: %s',
	async (_, row) => {
		const result = await runWith(row, TOO_DEEP);

		expect(bench.wire).toEqual([]);
		expect(result.ok).toEqual([]);
		expect(itemErrors(result).map(({ message, outcome }) => [message, outcome])).toEqual(
			TOO_DEEP.map(() => [`'${row.field.displayName}' is nested more than 500 levels deep`, 'invalid']),
		);
	},
	120_000,
);

const PROTOTYPES = [
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"a":{"__proto__":{"polluted":true}}}',
	'[{"__proto__":{"polluted":true}}]',
	'[{"external_user_id":"user-001","__proto__":{"polluted":true}}]',
];

it.each(ROWS)(
	'changes no prototype, and sends or refuses such names: %s',
	async (_, row) => {
		const result = await runWith(row, PROTOTYPES);

		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		expect(Object.keys(Object.prototype)).toEqual([]);
		expect(
			new Set([...result.ok, ...result.failed].map(({ pairedItem }) => (pairedItem as { item: number }).item))
				.size,
		).toBe(PROTOTYPES.length);
		for (const { message } of itemErrors(result))
			expect(message).not.toMatch(/Cannot (read|set|convert)|is not a function/);
		const sent = bench.sandbox.requests
			.map(({ rawBody }) => rawBody)
			.filter((text) => text.includes('polluted'));
		if (result.ok.length > 0) expect(sent.length).toBeGreaterThan(0);
	},
	120_000,
);

it('gets nothing accepted that is too large, and says so in few words, whatever the JSON parameter', async () => {
	const large = JSON.stringify({ a: 'x'.repeat(4 * 1024 * 1024) });
	for (const [name, row] of ROWS) {
		const result = await runWith(row, [large]);
		expect([
			name,
			bench.sandbox.requests.map(({ status }) => status).filter((status) => status !== 413),
		]).toEqual([name, []]);
		expect([name, result.failed.length]).toEqual([name, 1]);
		expect(JSON.stringify(itemErrors(result)).length).toBeLessThan(2_000);
	}
}, 120_000);
