import { assumed, documented, type Behavior } from '../evidence';
import { BRAZE_RUBY } from '../sources';

const LIMITS = documented('api_limits', '2026-10');

/** All endpoints. */
export const everywhere: Behavior[] = [
	{
		id: 'wrong-key',
		of: 'all endpoints',
		rule: 'A wrong key gets 401; the response repeats the key, and the rate limit headers are empty',
		known: BRAZE_RUBY,
	},
	{
		id: 'permission',
		of: 'all endpoints',
		rule: 'A missing permission gets 403, and so does a trailing slash',
		known: documented('errors', '2026-07-21'),
	},
	{ id: 'rate-limits', of: 'all endpoints', rule: 'Limits, and which endpoints share one', known: LIMITS },
	{
		id: 'rate-limit-headers',
		of: 'all endpoints',
		rule: 'Every response has three rate limit headers; the reset is in epoch seconds',
		known: BRAZE_RUBY,
	},
	{
		id: 'schema-words',
		of: 'all endpoints',
		rule: 'A member that is missing, unknown or of another type is refused with 400; the text names its path, in words of the sandbox',
		known: assumed('the pages list what is allowed, but not the error texts'),
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
		rule: 'What Braze does in the background is done at once',
		known: assumed('Braze advises waiting several minutes between requests that depend on each other'),
	},
];
