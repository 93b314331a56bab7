import { assumed, documented, type Behavior } from '../evidence';
import { BRAZE_RUBY } from '../sources';

const LIMITS = documented('api_limits', '2026-10');

/** All endpoints. */
export const everywhere: Behavior[] = [
	{
		id: 'wrong-key',
		of: 'all endpoints',
		rule: 'A wrong key is 401; the answer repeats the key, and the rate limit headers are empty',
		known: BRAZE_RUBY,
	},
	{
		id: 'permission',
		of: 'all endpoints',
		rule: 'A missing permission is 403; a trailing slash too',
		known: documented('errors', '2026-07-21'),
	},
	{ id: 'rate-limits', of: 'all endpoints', rule: 'Limits, and which endpoints share one', known: LIMITS },
	{
		id: 'rate-limit-headers',
		of: 'all endpoints',
		rule: 'Every answer has three headers; the reset is in epoch seconds',
		known: BRAZE_RUBY,
	},
	{
		id: 'schema-words',
		of: 'all endpoints',
		rule: 'A member that is missing, unknown or of another type is refused with 400, with its path in words of the sandbox',
		known: assumed('pages list what is allowed, and not the words'),
	},
	{
		id: 'unknown-members',
		of: 'all endpoints',
		rule: 'Unknown members are refused, so that mistakes are found',
		known: assumed('Braze may ignore them'),
	},
	{
		id: 'at-once',
		of: 'all endpoints',
		rule: 'What Braze does later is done at once',
		known: assumed('Braze advises to wait for minutes between requests that depend on each other'),
	},
];
