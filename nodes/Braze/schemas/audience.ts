import { get } from 'lodash';

import { FILTERS, WITHOUT_VALUE } from './audienceFilters';
import { describe, oneOf } from './describe';
import { InputError } from './inputError';
import { isObject, readJson } from './json';

/** A connected audience: a filter, or AND/OR over filters and further groups. */
export type Audience = Record<string, unknown>;

/**
 * Reads and checks a connected audience from a JSON field. Exactly four filters exist; anything else, a value of the
 * wrong type, or a group without filters would reach other people than intended, so all of it is refused.
 * https://www.braze.com/docs/api/objects_filters/connected_audience
 *
 * @throws {InputError} naming the path (`AND[2].custom_attribute.comparison`), what was found, and what is allowed
 */
export function readAudience(field: string, raw: unknown): Audience {
	const value = readJson(field, raw);
	if (value === undefined) {
		throw new InputError(
			field,
			'is empty',
			'Enter a filter, for example { "AND": [ … ] }.',
		);
	}
	checkNode(field, '', value);
	return value as Audience;
}

function checkNode(field: string, path: string, value: unknown): void {
	if (!isObject(value)) {
		refuse(field, path, `must be an object, but is ${describe(value)}`, 'Enter a filter or { "AND": [ … ] }.');
	}
	const keys = Object.keys(value);
	if (keys.length !== 1) {
		refuse(
			field,
			path,
			keys.length === 0 ? 'is an empty object' : `has ${keys.length} keys: ${keys.join(', ')}`,
			'Each object must contain exactly one filter, AND or OR. Combine several in { "AND": [ … ] }.',
		);
	}
	const key = keys[0];
	if (key === 'AND' || key === 'OR') checkGroup(field, inside(path, key), value[key]);
	else checkFilter(field, path, key, value[key]);
}

function checkGroup(field: string, path: string, value: unknown): void {
	if (!Array.isArray(value) || value.length === 0) {
		refuse(field, path, `must be a list of filters, but is ${describe(value)}`, 'A group without filters would match everyone.');
	}
	value.forEach((member: unknown, index) => checkNode(field, `${path}[${index}]`, member));
}

/** What people call comparisons of attributes elsewhere, and what Braze calls them. */
const BRAZE_WORDS = new Map([
	['is', 'equals'],
	['=', 'equals'],
	['==', 'equals'],
	['is_not', 'not_equal'],
	['does_not_equal', 'not_equal'],
	['not_equals', 'not_equal'],
	['!=', 'not_equal'],
	['>', 'greater_than'],
	['>=', 'greater_than_or_equal_to'],
	['<', 'less_than'],
	['<=', 'less_than_or_equal_to'],
	['contains', 'includes_value'],
]);

function checkFilter(field: string, path: string, key: string, content: unknown): void {
	const schemaFor = Object.prototype.hasOwnProperty.call(FILTERS, key) ? FILTERS[key] : undefined;
	if (!schemaFor) {
		refuse(field, inside(path, key), 'is not a Braze filter', `Use ${oneOf(Object.keys(FILTERS))}, or combine filters with AND or OR.`);
	}
	const here = inside(path, key);
	if (!isObject(content)) refuse(field, here, `must be an object, but is ${describe(content)}`, 'Add a comparison and a value.');
	const parsed = schemaFor(content).safeParse(content);
	if (parsed.success) return;
	const issue = parsed.error.issues[0];
	const unknown = (issue as { keys?: string[] }).keys;
	if (unknown?.length) {
		refuse(field, `${here}.${unknown[0]}`, unknownMember(unknown[0], content), 'Remove it.');
	}
	const member = [here, ...issue.path.map(String)].join('.');
	const found = get(content, issue.path.map(String)) as unknown;
	const problem = found === undefined ? 'is missing' : `cannot be ${describe(found)}`;
	const meant = key === 'custom_attribute' && member.endsWith('.comparison') ? BRAZE_WORDS.get(String(found)) : undefined;
	refuse(field, member, problem, meant ? `In Braze, this comparison is ${meant}.` : issue.message);
}

function unknownMember(name: string, content: Record<string, unknown>): string {
	return name === 'value' && WITHOUT_VALUE.has(String(content.comparison))
		? `is not allowed: ${String(content.comparison)} has no value`
		: 'is not part of this filter';
}

const inside = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

function refuse(field: string, path: string, problem: string, resolution: string): never {
	throw new InputError(path === '' ? field : `${field}: ${path}`, problem, resolution);
}
