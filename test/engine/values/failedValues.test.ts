import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { CAFES } from '../../../sandbox/seeds/catalogs';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench, itemErrors } from '../../support/bench';
import { byId } from '../../support/kinds';

/** JSON has no NaN, no Infinity and no invalid dates: as null, they would erase what Braze knows. */

const bench = new Bench();

beforeEach(() => {
	const [cafes] = bench.sandbox.state.catalogs;
	cafes.fields.push({ name: 'value', type: 'string' });
});

const UPSERT = { resource: 'user', operation: 'upsert' };
const CATALOG = { resource: 'catalogItem', operation: 'createOrUpdate', catalogName: byName(CAFES) };
const CANVAS = {
	resource: 'canvas',
	operation: 'sendNow',
	canvasId: byId(ONBOARDING_ID),
	sendTo: 'recipients',
};

function byName(value: string) {
	return { __rl: true, mode: 'name', value };
}

/** Every way in which values from a workflow get into a request, for a value under `$json.value`. */
const WAYS: Array<[name: string, parameters: Record<string, unknown>, label: string]> = [
	[
		'attributes, mapped',
		{ ...UPSERT, specifyAttributes: 'autoMap', fieldsToMap: 'listed', listedFields: ['value'] },
		'Input item: value',
	],
	[
		'attributes as JSON',
		{
			...UPSERT,
			externalUserId: 'ada',
			specifyAttributes: 'json',
			attributesJson: '={{ ({ value: $json.value }) }}',
		},
		'Attributes JSON: value',
	],
	[
		'attributes as a row',
		{ ...UPSERT, externalUserId: 'ada', attributes: assigned(row('={{ ({ value: $json.value }) }}')) },
		'Attributes 1: row: value',
	],
	[
		'attributes of a recipient, mapped',
		{ ...CANVAS, specifyRecipients: 'autoMap' },
		'Input item: attributes.value',
	],
	[
		'properties of a recipient, mapped',
		{ ...CANVAS, specifyRecipients: 'autoMap', otherFields: 'listed', listedFields: ['value'] },
		'Input item: value',
	],
	[
		'attributes of a recipient as JSON',
		{
			...CANVAS,
			specifyRecipients: 'json',
			recipientsJson: '={{ [{ external_user_id: "user-001", attributes: { value: $json.value } }] }}',
		},
		'Recipients JSON: [0].attributes.value',
	],
	[
		'properties for everyone as a row',
		{
			...CANVAS,
			recipients: { recipient: [{ externalUserId: 'user-001' }] },
			entryProperties: assigned(row('={{ ({ value: $json.value }) }}')),
		},
		'Entry Properties 1: row: value',
	],
	[
		'properties of an event as JSON',
		{
			resource: 'user',
			operation: 'trackEvent',
			externalUserId: 'ada',
			eventName: byName('ordered'),
			specifyProperties: 'json',
			propertiesJson: '={{ ({ value: $json.value }) }}',
		},
		'Properties JSON: value',
	],
	[
		'a catalog item, mapped',
		{ ...CATALOG, specifyItemValues: 'autoMap', listedFields: ['value'] },
		'Input item: value',
	],
	[
		'a catalog item as JSON',
		{
			...CATALOG,
			specifyItemValues: 'json',
			itemId: 'soup',
			itemValuesJson: '={{ ({ value: $json.value }) }}',
		},
		'Values JSON: value',
	],
];

function row(value: string) {
	return { name: 'row', type: 'object', value };
}

const run = async (parameters: Record<string, unknown>, values: unknown[]) => {
	const items = values.map(
		(value) => ({ id: 'soup', external_id: 'ada', attributes: { value }, value }) as IDataObject,
	);
	// Where the attributes of recipients are not the point, they must not be what is refused.
	if (parameters.otherFields) for (const item of items) delete item.attributes;
	return await bench.run(parameters, { items, settings: { onError: 'continueErrorOutput' } });
};

const FAILED: Array<[unknown, string]> = [
	[NaN, 'is NaN'],
	[-Infinity, 'is -Infinity'],
	[new Date('soon'), 'is an invalid date'],
];

it.each(WAYS)('refuses a failed value with its place: %s', async (_, parameters, label) => {
	const found = await run(
		parameters,
		FAILED.map(([value]) => value),
	);
	expect(bench.wire).toEqual([]);
	expect(itemErrors(found)).toEqual(
		FAILED.map(([, problem]) =>
			expect.objectContaining({
				message: `'${label}' ${problem}`,
				description:
					'Correct the expression or the node that it comes from. To send no value on purpose, use null.',
			}),
		),
	);
});

it('refuses an invalid date of Luxon, which expressions turn into text', async () => {
	const [[, parameters, label]] = WAYS;
	const found = await run(parameters, [DateTime.fromISO('soon')]);
	expect(itemErrors(found)[0].message).toBe(`'${label}' is an invalid date`);
});

it.each(WAYS)('sends null, which erases on purpose: %s', async (_, parameters) => {
	const result = await run(parameters, [null]);
	expect(itemErrors(result)).toEqual([]);
	expect(JSON.stringify(bench.bodies)).toContain('"value":null');
});

/** Names that are refused wherever they stand: their values would get lost. */
const LOST_NAME = /"(__proto__|constructor|prototype)":/;

it('finds a failed value at any place, and refuses nothing else', async () => {
	const failed = fc.constantFrom<unknown>(NaN, Infinity, new Date(NaN));
	const { value: nested } = fc.letrec<{ value: { made: unknown; path: string } }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 4 },
			failed.map((made) => ({ made, path: '' })),
			fc
				.tuple(fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 2 }), tie('value'))
				.map(([before, inner]) => ({
					made: [...before, inner.made],
					path: `[${before.length}]${inner.path}`,
				})),
			fc.tuple(fc.constantFrom('a', 'b c'), tie('value')).map(([name, inner]) => ({
				made: { other: 1, [name]: inner.made },
				path: `.${name}${inner.path}`,
			})),
		),
	}));
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...WAYS.filter(([name]) => !name.startsWith('a catalog item'))),
			nested,
			fc.jsonValue({ maxDepth: 2 }).filter((value) => !LOST_NAME.test(JSON.stringify(value))),
			async ([, parameters, label], { made, path }, whole) => {
				bench.sandbox.reset();
				const result = await run(parameters, [made, { whole }]);
				expect(result.failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
				expect(itemErrors(result)[0].message).toContain(`'${label}${path}' is`);
				expect(bench.wire).toHaveLength(1);
			},
		),
		{ numRuns: 60 },
	);
});

it.each(['1e400', '-1e999', '1'.repeat(10) + 'e300000'])(
	'refuses the number %s in JSON text',
	async (text) => {
		const result = await bench.run(
			{ ...UPSERT, externalUserId: 'ada', specifyAttributes: 'json', attributesJson: `{ "score": ${text} }` },
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect(itemErrors(result)[0].message).toMatch(/^'Attributes JSON: score' is -?Infinity$/);
		expect(bench.wire).toEqual([]);
	},
);

it('refuses one in the body of a webhook', async () => {
	const { error } = await bench.run({
		resource: 'message',
		operation: 'sendNow',
		sendTo: 'recipients',
		recipients: { recipient: [{ externalUserId: 'user-001' }] },
		channel: 'webhook',
		webhookUrl: 'https://hooks.example.com/orders',
		webhookBody: '={{ ({ total: Number("1.299,00 EUR") }) }}',
	});
	expect(error?.message).toBe("'Body: total' is NaN");
	expect(bench.wire).toEqual([]);
});
