import { booleanReading, textOfNumber } from '../fields/values';
import { describe } from '../input/describe';
import { readMoment, utcText } from '../input/givenTime';
import { InputError, valueOf } from '../input/inputError';
import { selects, selectsByPattern } from '../fields/declarations';
import type { ValueField } from './filterFields';

/** A text or a regular expression to compare with. */
export const textValue = (comparisons: string[], description: string): ValueField => ({
	field: selectsByPattern(
		{
			displayName: 'Text',
			name: 'textValue',
			type: 'string',
			default: '',
			placeholder: 'e.g. pro',
			description,
		},
		'textComparison',
		['matches_regex', 'does_not_match_regex'],
	),
	comparisons,
	read: readTextValue,
});

/** The texts of a list to compare with. */
export const textValues: ValueField = {
	field: selects({
		displayName: 'Texts',
		name: 'textValues',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Text' },
		default: [],
		placeholder: 'e.g. pro',
		description:
			'The texts to compare with. People who lack the attribute always match Is None Of: to leave them out, add a filter with Exists.',
	}),
	comparisons: ['is_any_of', 'is_none_of'],
	read: readTextValues,
};

/** A moment to compare with. */
export const dateValue = (comparisons: string[]): ValueField => ({
	field: {
		displayName: 'Date and Time',
		name: 'dateValue',
		type: 'dateTime',
		default: '',
		description: "A time without a zone is read in the workflow's time zone",
	},
	comparisons,
	read: (field, raw, zone) => utcText(readMoment(field, raw, zone)),
});

/**
 * Reads a text. A boolean is refused, because it would match other people than its text. The audience schema decides
 * whether the text may be empty.
 */
function readTextValue(field: string, raw: unknown): string {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number') return textOfNumber(field, raw);
	const isMissing = raw === undefined || raw === null;
	throw new InputError(
		field,
		`must be text, but is ${describe(raw)}`,
		isMissing
			? 'Check the expression: the input item may not have this field.'
			: 'Enter the text to compare with.',
	);
}

/**
 * Reads several texts, each of which may be a list from an expression. An empty list is refused: with "none of", it
 * would match everyone.
 */
function readTextValues(field: string, raw: unknown): string[] {
	const given = (Array.isArray(raw) ? raw.flat() : [raw]) as unknown[];
	if (given.length === 0)
		throw new InputError(
			field,
			'are empty',
			'Add at least one text: an empty list would match nobody, or everyone.',
		);
	return given.map((one, index) => readTextValue(`${field} ${index + 1}`, one));
}

/** Reads true or false. Throws an InputError on anything else. */
export const readBooleanValue = (field: string, raw: unknown): boolean =>
	valueOf(booleanReading(raw), () => field);
