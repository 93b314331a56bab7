import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Mode } from '../../delivery/options';
import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../purpose';

const MODES: Array<INodePropertyOptions & { readonly value: Mode }> = [
	{ name: 'Send', value: 'send', description: 'Send the requests to Braze' },
	{
		name: 'Dry Run',
		value: 'dryRun',
		description: 'Show who would be reached, when, and by which requests, and send nothing',
	},
];

const TEST_RECIPIENTS = 'Test Recipients';

/** A list of test people; whose messages they get depends on the field it is in. */
export const testRecipientsField: INodeProperties = identifies({
	displayName: TEST_RECIPIENTS,
	name: 'testRecipients',
	type: 'string',
	noDataExpression: true,
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Test Recipient' },
	default: [],
	placeholder: 'e.g. test-ada',
});

/** The mode of operations that change people and send no messages. */
export const changeModeField: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	noDataExpression: true,
	options: MODES,
	default: 'send',
	description: 'Whether to carry out the operation or only show what it would do',
};

/** The mode of operations that send messages, and the test people. */
export const deliveryModeFields: INodeProperties[] = [
	{
		...changeModeField,
		options: [
			...MODES,
			{
				name: TEST_RECIPIENTS,
				value: 'testRecipients',
				description: 'Send only the first item, to test people instead of everyone else, in every execution',
			},
		],
		description: 'Whether to send the messages, only show what would be sent, or send them to test people',
	},
	{
		...testRecipientsField,
		description:
			'External IDs of the people who get the messages instead of everyone else, including audiences',
		displayOptions: { show: { mode: ['testRecipients'] } },
	},
];

/**
 * Reads the mode from the saved parameters. It supports no expressions, so neither an item nor a model can turn a dry run off.
 *
 * @param fields the parameters of the operation: without a mode among them, it sends
 * @throws {InputError} if it is not a mode of the operation
 */
export function readMode({ mode }: INodeParameters, fields: readonly INodeProperties[]): Mode {
	const field = fields.find(({ name }) => name === changeModeField.name);
	if (!field || mode === undefined) return 'send';
	const known = (field.options as typeof MODES).find(({ value }) => value === mode);
	if (known) return known.value;
	throw new InputError(
		'Mode',
		`is ${describe(mode)}`,
		'Choose a mode from the list; this field does not support expressions.',
	);
}

/**
 * Reads external IDs of test people. An empty list must not reach the real people after all.
 *
 * @throws {InputError} naming the person, or the list if it is empty
 */
export function readTestRecipients(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	if (list.length === 0)
		throw new InputError(
			TEST_RECIPIENTS,
			'has no recipients',
			'Add the external ID of a test person, or choose another mode.',
		);
	return list.map((id, index) => readTestRecipient(`${TEST_RECIPIENTS} ${index + 1}`, id));
}

function readTestRecipient(field: string, id: unknown): string {
	if (typeof id !== 'string' || !id.startsWith('=')) return readIdentifier(field, id);
	throw new InputError(
		field,
		'contains an expression',
		'Enter the external ID; this field does not support expressions.',
	);
}
