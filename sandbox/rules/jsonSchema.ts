import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { DateTime } from 'luxon';
import { byteLength } from '../types/json';
import { Refusal } from '../types/refusal';

// Parts of a schema under if, then and else repeat neither the type nor the properties that they speak of.
const ajv = new Ajv({
	allErrors: false,
	strict: true,
	strictTypes: false,
	strictRequired: false,
	allowUnionTypes: true,
});

ajv.addFormat('moment', { validate: (text: string) => /T\d\d/.test(text) && DateTime.fromISO(text).isValid });
ajv.addFormat('notBlank', { validate: (text: string) => text.trim() !== '' });
ajv.addFormat('sender', /^.+ <[^<>@\s]+@[^<>@\s]+>$/);
ajv.addFormat('replyTo', /^(NO_REPLY_TO|[^<>@\s]+@[^<>@\s]+)$/);
ajv.addKeyword({
	keyword: 'maxRows',
	type: 'array',
	schemaType: 'number',
	validate: (limit: number, sections: Array<{ list_rows?: unknown[] }>) =>
		sections.reduce((rows, { list_rows }) => rows + (list_rows?.length ?? 0), 0) <= limit,
});
// A profile cannot be both.
ajv.addKeyword({
	keyword: 'oneKind',
	type: 'array',
	schemaType: 'boolean',
	validate: (_: boolean, rules: unknown[]) =>
		!(rules.includes('identified') && rules.includes('unidentified')),
});
ajv.addKeyword({
	keyword: 'maxBytes',
	type: ['string', 'object'],
	schemaType: 'number',
	validate: (limit: number, value: unknown) =>
		byteLength(typeof value === 'string' ? value : JSON.stringify(value)) <= limit,
});
// Braze reads an ID that is a JSON number as text: what follows the check finds the text in its place.
ajv.addKeyword({
	keyword: 'readsNumbers',
	modifying: true,
	schemaType: 'boolean',
	validate: (
		_: boolean,
		value: unknown,
		__: unknown,
		place?: { parentData: object; parentDataProperty: string | number },
	) => {
		if (typeof value === 'number' && place)
			Object.assign(place.parentData, { [place.parentDataProperty]: String(value) });
		return true;
	},
});

export type JsonSchema = Record<string, unknown>;

/**
 * Compiles a JSON Schema into a check. Besides the standard words it knows `maxBytes` (UTF-8; of an object: its
 * JSON text), `readsNumbers` (a number is replaced by its text), `oneKind` (of prioritization rules), `maxRows` (of a WhatsApp list, all sections together) and the formats `moment` (ISO 8601 date and time),
 * `notBlank`, `sender` (`Name <mail>`) and `replyTo`.
 * @returns a function that throws a 400 naming the path of the first value that does not fit
 */
export function checker(schema: JsonSchema): (value: unknown, path?: string) => void {
	const validate: ValidateFunction = ajv.compile(schema);
	return (value, path = '') => {
		if (!validate(value)) throw new Refusal(400, inWords(path, validate.errors?.[0]));
	};
}

/** What a value of each format must do or be. */
const FORMATS: Record<string, string> = {
	moment: 'be an ISO 8601 date and time',
	notBlank: 'not be blank',
	sender: 'have the form "Display Name <email@address.com>"',
	replyTo: 'be an email address or NO_REPLY_TO',
};

function inWords(path: string, error: ErrorObject | undefined): string {
	const inside = (error?.instancePath ?? '').replace(/\/(\d+)/g, '[$1]').replace(/\//g, '.');
	const where = (path + inside).replace(/^\./, '') || 'The request body';
	const params = (error?.params ?? {}) as Record<string, unknown>;
	switch (error?.keyword) {
		case 'additionalProperties':
			return `${where} has an unknown key: ${String(params.additionalProperty)}`;
		case 'enum':
			return `${where} must be one of: ${(params.allowedValues as unknown[]).join(', ')}`;
		case 'maxBytes':
			return `${where} is too large`;
		case 'format':
			return `${where} must ${FORMATS[String(params.format)]}`;
		case 'oneKind':
			return `${where} can have only one of identified and unidentified`;
		case 'maxRows':
			return `${where} must not have more than 10 rows in all`;
		case 'false schema':
			return `${where} is not allowed here`;
		default:
			return `${where} ${error?.message ?? 'is not valid'}`;
	}
}
