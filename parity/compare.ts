import get from 'lodash/get';
import isEqual from 'lodash/isEqual';
import type { Expected } from './cases';

/** What came back for a request; `body` is parsed JSON, or text. */
export interface Answer {
	status: number;
	body: unknown;
}

/** One thing in an answer that is not as expected. */
export interface Difference {
	/** Where: `status`, or a path in the body. */
	at: string;
	expected: unknown;
	got: unknown;
}

/** Every difference between an answer and what is expected. What is not mentioned is not compared. */
export function differences({ status, body, without = [] }: Expected, answer: Answer): Difference[] {
	const found: Difference[] = [];
	if (answer.status !== status) found.push({ at: 'status', expected: status, got: answer.status });
	if (body !== undefined) compare(body, answer.body, '', found);
	for (const at of without) {
		const got: unknown = get(answer.body, at);
		if (got !== undefined) found.push({ at, expected: 'absent', got });
	}
	return found;
}

function compare(expected: unknown, got: unknown, at: string, found: Difference[]): void {
	const here = at === '' ? 'body' : at;
	if (!isObject(expected)) {
		if (Array.isArray(expected)) compareLists(expected, got, at, found);
		else if (!isEqual(expected, got)) found.push({ at: here, expected, got });
		return;
	}
	if ('$is' in expected || '$like' in expected) {
		if (!fits(expected, got)) found.push({ at: here, expected, got });
		return;
	}
	if (!isObject(got)) {
		found.push({ at: here, expected, got });
		return;
	}
	for (const [key, one] of Object.entries(expected))
		compare(one, got[key], at === '' ? key : `${at}.${key}`, found);
}

function compareLists(expected: unknown[], got: unknown, at: string, found: Difference[]): void {
	if (!Array.isArray(got) || got.length !== expected.length) found.push({ at, expected, got });
	else expected.forEach((one, index) => compare(one, got[index], `${at}.${index}`, found));
}

function fits({ $is, $like }: Record<string, unknown>, got: unknown): boolean {
	if ($is !== undefined && kindOf(got) !== $is) return false;
	return $like === undefined || new RegExp(String($like), 's').test(String(got));
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
