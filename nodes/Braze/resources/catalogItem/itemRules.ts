import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { refusePrototypeNames } from '../../input/json';
import { isObject } from '../../input/object';
import { tooDeep } from '../../input/jsonValue';
import { lengthOf } from '../../input/identifier';

/** The maximum length of text in a value, in characters. */
const MAX_TEXT = 5_000;

/** The maximum depth of nested values. */
const MAX_DEPTH = 50;

/** Operators that change an array instead of replacing it. Braze accepts them only in updates. */
export const ARRAY_OPERATORS: readonly string[] = ['$add', '$remove'];

/**
 * Checks the values of a catalog item against the rules that Braze documents, because Braze refuses a whole request for
 * one bad value. Only Braze knows which fields the catalog has, and their types.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items_bulk
 *
 * @param operators the operators allowed in place of a value: {@link ARRAY_OPERATORS} or none
 * @throws {InputError} naming `field` and the value
 */
export function checkItemValues(
	field: string,
	values: Record<string, unknown>,
	operators: readonly string[],
): Record<string, unknown> {
	if (Object.keys(values).length === 0)
		throw new InputError(field, 'has no values', 'Enter at least one value besides the ID.');
	refusePrototypeNames(field, values);
	for (const [name, value] of Object.entries(values)) {
		if (!/^[A-Za-z0-9_-]{1,250}$/.test(name)) {
			throw new InputError(
				field,
				`has a field name that no catalog can have: ${describe(name)}`,
				'Field names can contain only letters, digits, hyphens and underscores. Rename it, or do not send it.',
			);
		}
		const where = `${field}: ${name}`;
		const operation =
			isObject(value) && Object.keys(value).some((key) => ARRAY_OPERATORS.includes(key)) ? value : undefined;
		if (operation) checkOperation(where, operation, operators);
		else checkValue(where, value);
	}
	return values;
}

function checkOperation(
	where: string,
	operation: Record<string, unknown>,
	operators: readonly string[],
): void {
	if (operators.length === 0) {
		throw new InputError(
			where,
			`uses ${Object.keys(operation).join(' and ')}, which only work in 'Update'`,
			'Send the whole list here.',
		);
	}
	for (const [key, list] of Object.entries(operation)) {
		if (!operators.includes(key))
			throw new InputError(where, `has "${key}" next to an operator`, 'Use only $add and $remove here.');
		if (!Array.isArray(list))
			throw new InputError(
				`${where}.${key}`,
				`must be a list, but is ${describe(list)}`,
				`Enter it as { "${key}": ["a", "b"] }.`,
			);
		list.forEach((one, index) => checkValue(`${where}.${key}[${index}]`, one));
	}
}

function checkValue(where: string, value: unknown): void {
	if (typeof value === 'string' && lengthOf(value) > MAX_TEXT) {
		throw new InputError(
			where,
			`has ${lengthOf(value)} characters, but Braze accepts at most ${MAX_TEXT}`,
			'Shorten it.',
		);
	}
	checkNested(where, value, 0);
}

function checkNested(where: string, value: unknown, depth: number): void {
	if (typeof value !== 'object' || value === null) return;
	if (depth >= MAX_DEPTH) throw tooDeep(where, MAX_DEPTH);
	for (const [key, inner] of Object.entries(value)) {
		if (!Array.isArray(value) && /[.$]/.test(key)) {
			throw new InputError(
				where,
				`has the key "${key}"`,
				'Braze does not accept periods or dollar signs in the keys of objects. Rename it.',
			);
		}
		checkNested(where, inner, depth + 1);
	}
}
