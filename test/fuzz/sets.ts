import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../nodes/Braze/operation';
import type { Example } from '../support/examples';
import { FAILURES, type FailureKind } from './failures';
import { valueFor } from './parameter';
import { textFor } from './values';
import { validParameters } from './validValues';

/** One run of the node. It can be written down as JSON, so that a failure can be repeated. */
export interface FuzzSet {
	readonly resource: string;
	readonly operation: string;
	/** What the parameters come to. */
	readonly parameters: INodeParameters;
	/**
	 * Whether the values are typed in, or come from the item: each parameter as a whole, each single value in it, or all
	 * of each text but its first letter.
	 */
	readonly given: 'literal' | 'parameters' | 'values' | 'mixed';
	/** An expression that fails after a mark, in place of one of the values: which one, and how it fails. */
	readonly failing?: { readonly at: number; readonly kind: FailureKind };
	/** Further fields of the input item. */
	readonly json: IDataObject;
	/** How many items. Those of valid sets that send messages have other people each, or there is only one. */
	readonly copies: number;
	readonly onError: 'stopWorkflow' | 'continueErrorOutput';
	readonly mode: 'trigger' | 'manual';
	/** Valid by construction, apart from what fails: nothing of it may be refused before it is sent. */
	readonly valid: boolean;
}

const ITEM_FIELDS = [
	'external_user_id',
	'external_id',
	'user_alias',
	'alias_name',
	'alias_label',
	'email',
	'phone',
	'braze_id',
	'id',
	'first_name',
	'plan',
	'__proto__x',
];

/** The example of an operation as it is, in one item. */
export const exampleSet = (resource: string, operation: Operation, { parameters }: Example): FuzzSet => ({
	resource,
	operation: operation.value,
	parameters: notCombined(parameters),
	given: 'literal',
	json: {},
	copies: 1,
	onError: 'stopWorkflow',
	mode: 'trigger',
	valid: true,
});

/** Sets for one operation: valid ones, examples in which a few values are replaced, and forms that are filled in at random. */
export function setsFor(resource: string, operation: Operation, example: Example): fc.Arbitrary<FuzzSet> {
	const bases = fc.constantFrom(
		example.parameters,
		...(example.variants ?? []).map((variant) => ({ ...example.parameters, ...variant })),
	);
	const from = { resource, operation: operation.value };
	const parameters = bases.chain((base) =>
		fc.oneof(
			{
				weight: 3,
				arbitrary: validParameters(`${resource}.${operation.value}`, operation.fields, base).map((valid) => ({
					parameters: notCombined(valid),
					valid: true,
				})),
			},
			{
				weight: 4,
				arbitrary: changed(operation.fields, base, 4).map((broken) => ({ parameters: broken, valid: false })),
			},
			{
				weight: 3,
				arbitrary: changed(operation.fields, base, operation.fields.length).map((random) => ({
					parameters: random,
					valid: false,
				})),
			},
		),
	);
	return fc
		.record({
			parameters,
			given: fc.constantFrom('literal', 'parameters', 'values', 'mixed') as fc.Arbitrary<FuzzSet['given']>,
			failing: fc.option(
				fc.record({ at: fc.nat(1_000), kind: fc.constantFrom(...(Object.keys(FAILURES) as FailureKind[])) }),
				{ nil: undefined, freq: 3 },
			),
			json: fc.dictionary(fc.constantFrom(...ITEM_FIELDS), textFor('external_user_id'), {
				maxKeys: 3,
				noNullPrototype: true,
			}) as fc.Arbitrary<IDataObject>,
			copies: fc.constantFrom(1, 1, 1, 2),
			onError: fc.constantFrom('stopWorkflow', 'continueErrorOutput') as fc.Arbitrary<FuzzSet['onError']>,
			mode: fc.constantFrom('trigger', 'trigger', 'trigger', 'manual') as fc.Arbitrary<FuzzSet['mode']>,
		})
		.map(({ parameters: { parameters: values, valid }, copies, failing, json, ...rest }) => ({
			...from,
			parameters: values,
			valid,
			...(failing && { failing }),
			copies: valid && isWide(values) ? 1 : copies,
			json: valid ? withoutRead(json, values) : json,
			...rest,
		}));
}

/** Without the fields that the expressions of an example read: any text in them would not be valid. */
function withoutRead(json: IDataObject, parameters: INodeParameters): IDataObject {
	const written = JSON.stringify(parameters);
	return Object.fromEntries(Object.entries(json).filter(([name]) => !written.includes(`$json.${name}`)));
}

/** Two items must not reach the same audience. */
const isWide = ({ sendTo = 'recipients' }: INodeParameters): boolean => sendTo !== 'recipients';

/** Items with a schedule key are not combined. */
function notCombined({ options, ...parameters }: INodeParameters): INodeParameters {
	if (typeof options !== 'object' || options === null || !('scheduleKey' in options))
		return options === undefined ? parameters : { ...parameters, options };
	return { ...parameters, options: { ...(options as INodeParameters), combineItems: false } };
}

/** Up to `most` parameters of a base get another value. */
function changed(
	fields: INodeProperties[],
	base: INodeParameters,
	most: number,
): fc.Arbitrary<INodeParameters> {
	const known = fields.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	if (known.length === 0) return fc.constant(base);
	return fc
		.subarray(known, { minLength: 1, maxLength: Math.max(1, Math.min(most, known.length)) })
		.chain((chosen) =>
			fc.record(Object.fromEntries(chosen.map((field) => [field.name, valueFor(field)])), {
				noNullPrototype: true,
			}),
		)
		.map((values) => ({ ...base, ...values }) as INodeParameters);
}
