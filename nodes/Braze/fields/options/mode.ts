import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { DeliveryOptions, Mode } from '../../delivery/runRecord';
import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { EXISTS, formerOption } from '../formerField';
import { identifies } from '../declarations';
import { switchOption } from './commonOptions';
import { builderOnly } from '../tool/builderOnly';

const MODES: Array<INodePropertyOptions & { readonly value: Mode }> = [
	{ name: 'Send', value: 'send', description: 'Send the requests to Braze' },
	{
		name: 'Dry Run',
		value: 'dryRun',
		description: 'Show who would be reached, when, and by which requests, and send nothing',
	},
];

const TEST_RECIPIENTS = 'Test Recipients';

/** A list of test people. Which field it is in decides when they get messages. */
const testRecipientsField: INodeProperties = builderOnly(
	identifies({
		displayName: TEST_RECIPIENTS,
		name: 'testRecipients',
		type: 'string',
		noDataExpression: true,
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Test Recipient' },
		default: [],
		placeholder: 'e.g. test-ada',
	}),
);

/** The mode of operations that change people and send no messages. */
export const changeModeField: INodeProperties = builderOnly({
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	noDataExpression: true,
	options: MODES,
	default: 'send',
	description: 'Whether to carry out the operation or only show what it would do',
});

/** The mode of operations that send messages, and the test people. */
export const deliveryModeFields: INodeProperties[] = [
	{
		...changeModeField,
		options: [
			...MODES,
			{
				name: TEST_RECIPIENTS,
				value: 'testRecipients',
				description: 'Send only the first item, and only to test people, in every execution',
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

/** The former option that workflows from before 'Mode' may have. If it were lost, they would send. */
export const formerDryRunOption: INodeProperties[] = formerOption(
	builderOnly({
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: "Whether to show the requests instead of sending them, in any mode. Use 'Mode' instead.",
	}),
	{ dryRun: [true] },
);

/** The former option with test people that workflows from before 'Mode' may have. */
export const formerTestRecipientsOption: INodeProperties[] = formerOption(
	{
		...testRecipientsField,
		description:
			"External IDs of people who get the messages instead of everyone else, except in executions that a trigger or webhook of the active workflow starts, and their retries. Always applies in sub-workflows. Use 'Mode' instead.",
	},
	{ 'testRecipients.length': [EXISTS] },
);

/** Reads the mode. It doesn't support expressions, so neither an item nor a model can turn a dry run off. */
function readMode({ mode }: INodeParameters, fields: readonly INodeProperties[]): Mode {
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
 * Reads the mode of a run, whether it is a dry run, and the test people.
 *
 * @param fields the parameters of the operation; one without a mode always sends
 * @throws {InputError} naming the field or option
 */
export function readTrial(
	saved: INodeParameters,
	fields: readonly INodeProperties[],
	{ dryRun = false, testRecipients: former }: Readonly<Record<string, unknown>>,
): Pick<DeliveryOptions, 'mode' | 'dryRun' | 'testRecipients'> {
	const mode = readMode(saved, fields);
	const people = testPeople(mode, saved.testRecipients, former);
	return {
		mode,
		dryRun: switchOption('Dry Run', dryRun) || mode === 'dryRun',
		...(people !== undefined && { testRecipients: readTestRecipients(people) }),
	};
}

/**
 * The test people. In test mode, those of its field, or else of the former option; in any other mode, those of the
 * former option, if any.
 */
function testPeople(mode: Mode, own: unknown, former: unknown): unknown {
	if (mode !== 'testRecipients') return former;
	const isEmpty = own === undefined || (Array.isArray(own) && own.length === 0);
	return isEmpty ? (former ?? []) : own;
}

/** Reads external IDs of test people. An empty list is refused, so that the real people aren't reached after all. */
function readTestRecipients(value: unknown): string[] {
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
