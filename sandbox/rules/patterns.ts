/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the only way to stop a pattern that takes too long */
import { createContext, Script } from 'vm';

/** How long a pattern may take on one value. */
const MOST_MS = 50;

const scope: { pattern: string; flags: string; text: string } = { pattern: '', flags: '', text: '' };
const context = createContext(scope);
const test = new Script('new RegExp(pattern, flags).test(text)');

/**
 * Whether a value contains a pattern. `undefined` if that can't be said, because JavaScript doesn't know the pattern or
 * takes too long for it: such a person is in no audience, neither of those who match nor of those who don't. Braze's
 * patterns are those of Perl, of which `(?i)` at the beginning is understood here.
 */
export function fitsPattern(value: unknown, pattern: string): boolean | undefined {
	const flags = pattern.startsWith('(?i)') ? 'i' : '';
	Object.assign(scope, { pattern: flags ? pattern.slice(4) : pattern, flags, text: value });
	if (typeof value !== 'string') scope.text = '';
	try {
		const fits = test.runInContext(context, { timeout: MOST_MS }) as boolean;
		return typeof value === 'string' && fits;
	} catch {
		return undefined;
	}
}
