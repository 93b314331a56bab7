import type { IDataObject } from 'n8n-workflow';

import { quotaOf, requestedWait } from '../../../nodes/Braze/transport/classify';

const NOW = Date.parse('2026-09-07T09:00:00Z');
const EPOCH = NOW / 1000;

it.each([
	[
		'X-RateLimit-Retry-After, before all others',
		{ 'X-RateLimit-Retry-After': '7', 'Retry-After': '9', 'X-RateLimit-Reset': '11' },
		7_000,
	],
	['Retry-After in seconds, before the reset', { 'retry-after': '9', 'x-ratelimit-reset': '11' }, 9_000],
	['Retry-After as a date', { 'retry-after': 'Mon, 07 Sep 2026 09:00:30 GMT' }, 30_000],
	['nothing in a date that has passed', { 'retry-after': 'Mon, 07 Sep 2026 08:00:00 GMT' }, undefined],
	[
		'the reset after a date that has passed',
		{ 'retry-after': 'Mon, 07 Sep 2026 08:00:00 GMT', 'x-ratelimit-reset': String(EPOCH + 42) },
		42_000,
	],
	['no wait, before the reset', { 'retry-after': '0', 'x-ratelimit-reset': '11' }, 0],
	['the reset as a moment', { 'x-ratelimit-reset': String(EPOCH + 42) }, 42_000],
	['nothing in a reset that has passed', { 'x-ratelimit-reset': String(EPOCH - 42) }, undefined],
	['the reset as seconds from now', { 'x-ratelimit-reset': '42' }, 42_000],
	['a number instead of a text', { 'x-ratelimit-reset': 42 }, 42_000],
	['fractions of a second', { 'retry-after': '1.5' }, 1_500],
	[
		'the reset where the first header is empty',
		{ 'x-ratelimit-retry-after': '', 'x-ratelimit-reset': '5' },
		5_000,
	],
	['nothing without headers', {}, undefined],
	[
		'nothing for empty headers',
		{ 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '' },
		undefined,
	],
	['nothing for words and negative numbers', { 'retry-after': 'soon', 'x-ratelimit-reset': '-3' }, undefined],
])('reads %s', (_, headers, wait) => {
	expect(requestedWait(headers, NOW)).toBe(wait);
});

it('gives a wait that leads to a valid date whatever number comes', () => {
	for (const header of ['x-ratelimit-retry-after', 'retry-after', 'x-ratelimit-reset']) {
		const wait = requestedWait({ [header]: '9'.repeat(30) }, NOW) as number;
		expect(() => new Date(NOW + wait).toISOString()).not.toThrow();
	}
});

describe('what is left of the rate limit', () => {
	const left = (remaining: unknown, reset: unknown) =>
		quotaOf({ 'X-RateLimit-Remaining': remaining, 'X-RateLimit-Reset': reset } as IDataObject, NOW);

	it('is read with the moment at which it starts anew, however that is given', () => {
		expect(left('12', String(EPOCH + 42))).toEqual({ remaining: 12, resetAt: NOW + 42_000 });
		expect(left(0, 42)).toEqual({ remaining: 0, resetAt: NOW + 42_000 });
	});

	it('ends at a valid date whatever number comes', () => {
		expect(() => new Date(left('0', '9'.repeat(30))?.resetAt as number).toISOString()).not.toThrow();
	});

	it.each([
		['empty headers', '', ''],
		['a reset that has passed', '0', String(EPOCH - 1)],
		['a reset of now', '0', '0'],
		['no reset', '0', undefined],
		['words', 'many', '42'],
	])('is unknown with %s', (_, remaining, reset) => {
		expect(left(remaining, reset)).toBeUndefined();
	});
});
