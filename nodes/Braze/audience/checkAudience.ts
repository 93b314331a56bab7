import { describe, oneOf } from '../input/describe';
import { InputError, type Labels } from '../input/inputError';
import { isObject } from '../input/object';
import { FILTERS, WITHOUT_VALUE } from './filterRules';

/** A connected audience: a filter, or AND/OR over filters and further groups. */
export type Audience = Record<string, unknown>;

/**
 * Checks a connected audience that was read from fields or JSON. Exactly four filters exist. Anything else is refused,
 * because an unknown filter, a value of the wrong type, or a group without filters could reach other people than
 * intended. https://www.braze.com/docs/api/objects_filters/connected_audience
 *
 * @param labels maps a path such as `AND[2].custom_attribute.comparison` to its label
 * @throws {InputError} naming the place, what was found, and what is allowed
 */
export function checkAudience(value: unknown, labels: Labels): Audience {
	const problem = nodeProblem('', value);
	if (problem) throw new InputError(labels(problem.path), problem.problem, problem.resolution);
	return value as Audience;
}

interface AudienceProblem {
	readonly path: string;
	readonly problem: string;
	readonly resolution: string;
}

function nodeProblem(path: string, value: unknown): AudienceProblem | undefined {
	if (!isObject(value))
		return {
			path,
			problem: `must be an object, but is ${describe(value)}`,
			resolution: 'Enter a filter or { "AND": [ … ] }.',
		};
	const keys = Object.keys(value);
	if (keys.length !== 1) {
		return {
			path,
			problem: keys.length === 0 ? 'is an empty object' : `has ${keys.length} keys: ${keys.join(', ')}`,
			resolution:
				'Each object must contain exactly one filter, AND or OR. Combine several in { "AND": [ … ] }.',
		};
	}
	const [key] = keys;
	const inner = path === '' ? key : `${path}.${key}`;
	return key === 'AND' || key === 'OR'
		? groupProblem(inner, value[key])
		: filterProblem(inner, key, value[key]);
}

function groupProblem(path: string, value: unknown): AudienceProblem | undefined {
	if (!Array.isArray(value) || value.length === 0) {
		return {
			path,
			problem: `must be a list of filters, but is ${describe(value)}`,
			resolution: 'A group without filters would match everyone.',
		};
	}
	for (const [index, member] of (value as unknown[]).entries()) {
		const problem = nodeProblem(`${path}[${index}]`, member);
		if (problem) return problem;
	}
	return undefined;
}

/** Common names for attribute comparisons, mapped to Braze's names. */
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
	['in', 'is_any_of'],
	['not_in', 'is_none_of'],
]);

function filterProblem(path: string, key: string, content: unknown): AudienceProblem | undefined {
	const schema = FILTERS.get(key);
	if (!schema) {
		return {
			path,
			problem: 'is not a Braze filter',
			resolution: `Use ${oneOf([...FILTERS.keys()])}, or combine filters with AND or OR.`,
		};
	}
	if (!isObject(content))
		return {
			path,
			problem: `must be an object, but is ${describe(content)}`,
			resolution: 'Add a comparison and a value.',
		};
	const parsed = schema.safeParse(content);
	if (parsed.success) return undefined;
	const [issue] = parsed.error.issues;
	if (issue.code === 'unrecognized_keys') {
		return {
			path: `${path}.${issue.keys[0]}`,
			problem: unknownMember(issue.keys[0], content),
			resolution: 'Remove it.',
		};
	}
	const [member] = issue.path.map(String);
	const found = content[member];
	const inBraze =
		key === 'custom_attribute' && member === 'comparison' ? BRAZE_WORDS.get(String(found)) : undefined;
	return {
		path: `${path}.${member}`,
		problem: found === undefined ? 'is missing' : `cannot be ${describe(found)}`,
		resolution: inBraze === undefined ? issue.message : `In Braze, this comparison is ${inBraze}.`,
	};
}

function unknownMember(name: string, content: Record<string, unknown>): string {
	return name === 'value' && WITHOUT_VALUE.has(String(content.comparison))
		? `is not allowed: ${String(content.comparison)} has no value`
		: 'is not part of this filter';
}
