import fc from 'fast-check';
import { omit } from 'lodash';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { choicesOf } from '../support/parameters';
import { rows } from '../support/messages';
import { aName, anEmail, anExternalId, aPhone, someProperties, someWords } from './values';

/** Changes of an example that leave it valid: what is known to be accepted, written down independently of the node's own checks. */

type Values = Record<string, fc.Arbitrary<unknown>>;

const assignments = fc
	.uniqueArray(fc.record({ name: aName, value: someWords }), { selector: ({ name }) => name, maxLength: 3 })
	.map((list) => ({
		assignments: list.map((row, index) => ({ id: `row-${index}`, type: 'string', ...row })),
	}));

const jsonText = someProperties.map((value) => JSON.stringify(value));

const sendTime = fc
	.date({ min: new Date('2026-09-09T00:00:00Z'), max: new Date('2027-08-01T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 19));

/** By the name of the parameter: each replaces a value that the example has. */
const REPLACING: Values = {
	externalUserId: anExternalId,
	email: anEmail,
	phone: aPhone,
	aliasName: anExternalId,
	aliasLabel: fc.constantFrom('crm', 'Ünï', 'a b'),
	newAliasName: anExternalId,
	newExternalUserId: anExternalId,
	productId: fc.constantFrom('pro-plan', 'Tee 🍵', '42'),
	currency: fc.constantFrom('USD', 'EUR', 'JPY'),
	price: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0.01, 99.5, 1234.56)),
	title: someWords,
	text: someWords,
	subject: someWords,
	htmlBody: someWords.map((words) => `<p>${words.replace(/\{\{.*\}\}/, '')}</p>`),
	activityId: anExternalId.filter((id) => id.length < 100),
	sendTime,
	recipients: fc.uniqueArray(anExternalId, { minLength: 1, maxLength: 4 }).map((ids) => rows(...ids)),
};

/** By the name of the parameter: each may be added where the operation has it. */
const ADDED: Values = {
	entryProperties: assignments,
	specifyEntryProperties: fc.constantFrom('fields', 'json'),
	entryPropertiesJson: fc.oneof(jsonText, someProperties),
	simplify: fc.boolean(),
	returnAll: fc.boolean(),
	limit: fc.integer({ min: 1, max: 500 }),
	propertiesJson: fc.oneof(jsonText, someProperties),
	specifyProperties: fc.constantFrom('fields', 'json'),
};

/** Options whose valid values depend on others, or on what the workspace holds. */
const DEPENDENT = new Set([
	'deduplicateBy',
	'recipientLimit',
	'testRecipients',
	'resendUnclear',
	'sendId',
	'messageVariationId',
	'attachments',
	'moreFields',
	'apiCampaignId',
	'appId',
	'callbackUrl',
	'checkRecipients',
	'preflight',
	'entryPropertiesKey',
	'onlyChangedAttributes',
]);

/** Valid parameters of an operation, from an example of it. A setting that the example has beside the options is none of its options. */
export function validParameters(
	_path: string,
	fields: INodeProperties[],
	base: INodeParameters,
): fc.Arbitrary<INodeParameters> {
	const replacing = Object.entries(REPLACING).filter(([name]) => isReplaceable(base[name]));
	const adding = Object.entries(ADDED).filter(
		([name]) => !(name in base) && fields.some((field) => field.name === name),
	);
	const values = Object.fromEntries([...replacing, ...adding]);
	const options = fields
		.filter(({ name }) => name === 'options')
		.flatMap(({ options: members }) => members as INodeProperties[]);
	return fc
		.tuple(
			fc.record(values, { requiredKeys: [], noNullPrototype: true }),
			fc.record(Object.fromEntries(options.flatMap(fixedOption)), {
				requiredKeys: [],
				noNullPrototype: true,
			}),
		)
		.map(
			([changes, chosen]) =>
				({
					...base,
					...changes,
					options: { ...omit(chosen, Object.keys(base)), ...(base.options as INodeParameters) },
				}) as INodeParameters,
		);
}

const isReplaceable = (value: unknown): boolean =>
	value !== undefined && !JSON.stringify(value).includes('"={{') && JSON.stringify(value) !== '{}';

function fixedOption(option: INodeProperties): Array<[string, fc.Arbitrary<unknown>]> {
	const { name, type, typeOptions } = option;
	if (DEPENDENT.has(name)) return [];
	if (type === 'boolean') return [[name, fc.boolean()]];
	if (type === 'options') return [[name, fc.constantFrom(...choicesOf(option).map(({ value }) => value))]];
	if (type === 'number')
		return [[name, fc.integer({ min: typeOptions?.minValue ?? 0, max: typeOptions?.maxValue ?? 600 })]];
	return [];
}
