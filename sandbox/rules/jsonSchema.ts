import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { DateTime } from 'luxon';
import { byteLength } from '../platform';
import { Refusal } from '../types';

const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true });

ajv.addFormat('moment', { validate: (text: string) => /T\d\d/.test(text) && DateTime.fromISO(text).isValid });
ajv.addFormat('notBlank', { validate: (text: string) => text.trim() !== '' });
ajv.addKeyword({
	keyword: 'maxBytes',
	type: ['string', 'object'],
	schemaType: 'number',
	validate: (limit: number, value: unknown) =>
		byteLength(typeof value === 'string' ? value : JSON.stringify(value)) <= limit,
});

export type JsonSchema = Record<string, unknown>;

/**
 * Compiles a JSON Schema into a check. Besides the standard words it knows `maxBytes` (UTF-8; of an object: its
 * JSON text) and the formats `moment` (ISO 8601 date and time) and `notBlank`.
 * @returns a function that throws a 400 naming the path of the first value that does not fit
 */
export function checker(schema: JsonSchema): (value: unknown, path?: string) => void {
	const validate: ValidateFunction = ajv.compile(schema);
	return (value, path = '') => {
		if (!validate(value)) throw new Refusal(400, inWords(path, validate.errors?.[0]));
	};
}

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
			return params.format === 'notBlank'
				? `${where} must not be blank`
				: `${where} must be an ISO 8601 date and time`;
		case 'false schema':
			return `${where} is not allowed here`;
		default:
			return `${where} ${error?.message ?? 'is not valid'}`;
	}
}
