import { randomBytes } from 'crypto';
import type { Target } from './settings';

/** What stands for the words in double braces of a case. */
export type Words = Record<string, string>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The random beginning of every name that a run makes. Nothing of anybody else begins like this. */
export const newPrefix = (): string => `parity-${randomBytes(8).toString('hex')}`;

export const isPrefix = (text: string): boolean => /^parity-[0-9a-f]{16}$/.test(text);

/** The words of a run; a Canvas, campaign or group that is not named has none. */
export function wordsOf(target: Target, prefix: string, now: Date): Words {
	const { canvas, campaign, group } = target;
	const named = Object.entries({ canvas, campaign, group }).filter(([, value]) => value !== undefined);
	return {
		prefix,
		'in a year': new Date(now.getTime() + 365 * DAY_MS).toISOString(),
		'in a year and a day': new Date(now.getTime() + 366 * DAY_MS).toISOString(),
		now: now.toISOString(),
		...(Object.fromEntries(named) as Words),
	};
}

/** A value with its words replaced, in texts and keys at any depth. Throws for a word without a meaning. */
export function filled<T>(value: T, words: Words): T {
	if (typeof value === 'string') return inText(value, words) as T;
	if (Array.isArray(value)) return value.map((one: unknown) => filled(one, words)) as T;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, one]) => [
		inText(key, words),
		filled(one as unknown, words),
	]);
	return Object.fromEntries(entries) as T;
}

function inText(text: string, words: Words): string {
	return text.replace(/\{\{([^}]+)\}\}/g, (_, word: string) => {
		if (!Object.hasOwn(words, word)) throw new Error(`Nothing is known for {{${word}}}`);
		return words[word];
	});
}
