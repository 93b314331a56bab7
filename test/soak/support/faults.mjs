// @ts-check
import { sandboxKey } from '../../../n8n/start/settings.mjs';

/** @typedef {import('./random.mjs').Random} Random */

/** Which requests a fault hits. What is rarely asked for has no fault of its own: those would pile up until it never succeeds. */
const PATHS = ['*', '*', '/canvas/*', '/canvas/trigger/*', '/users/track', '/catalogs/*'];

const RATE_LIMIT_HEADERS = [
	'x-ratelimit-retry-after',
	'retry-after',
	'http-date',
	'reset-epoch',
	'reset-delta',
	'none',
];

/** The part of an ID that the sandbox always refuses. */
export const REFUSED = 'always-refused';

/** Refuses every request with such an ID, so that shared requests are bisected. */
export const REFUSING = {
	match: { bodyIncludes: REFUSED },
	times: -1,
	kind: { type: 'status', status: 400, body: { message: 'Invalid recipient' } },
};

/** Longer than the request timeout in the mix. */
const TOO_SLOW_MS = 3_000;

/**
 * Ways to fail. Only after an unclear answer may the request have been carried out: 429, 502 and 503 come from in front of
 * Braze. A wrong key is rare, and its answer repeats the key, as Braze's does.
 * @type {((random: Random) => object)[]}
 */
const KINDS = [
	(random) => ({
		type: 'rateLimit',
		header: random.oneOf(RATE_LIMIT_HEADERS),
		seconds: random.between(1, 3),
	}),
	(random) => ({ type: 'status', status: random.oneOf([500, 504, 408]), act: random.chance(0.5) }),
	(random) => ({ type: 'status', status: random.oneOf([502, 503]) }),
	(random) => ({ type: 'drop', when: random.oneOf(['before', 'after']) }),
	(random) => ({ type: 'slow', ms: random.between(100, 1_500) }),
	(random) => ({ type: 'slow', ms: TOO_SLOW_MS, act: random.chance(0.5) }),
	(random) => ({ type: 'nonJson', status: random.oneOf([200, 201]), act: random.chance(0.5) }),
	(random) => ({ type: 'nonJson', status: random.oneOf([403, 502]) }),
	(random) =>
		random.chance(0.2)
			? { type: 'status', status: 401, body: { message: `Invalid API key: ${sandboxKey}` } }
			: { type: 'status', status: 400, body: { message: 'Something is not valid' } },
];

/** A fault that hits the next requests. @param {Random} random */
export function randomFault(random) {
	return {
		match: { path: random.oneOf(PATHS) },
		times: random.between(1, 3),
		kind: random.oneOf(KINDS)(random),
	};
}
