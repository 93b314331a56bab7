import { InputError } from '../input/inputError';

/** Hosts that may be reached over plain http, because the request doesn't leave this machine. */
const LOCAL = String.raw`(?:localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(?::\d+)?(?:\/|$)`;

/**
 * How a pasted address becomes the base URL of the REST API, as a list of replacements. The credential's test repeats
 * these steps in an expression. Only local addresses keep plain http, so that a key never travels unencrypted.
 * https://www.braze.com/docs/api/basics
 */
export const ADDRESS_STEPS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\s+|[\s/]+$/g, ''],
	[new RegExp(`^(?=${LOCAL})`, 'i'), 'http://'],
	[/^http:/i, 'http:'],
	[/^https:/i, 'https:'],
	[new RegExp(String.raw`^(?!https?:\/\/${LOCAL})(?:https?:\/\/)?`, 'i'), 'https://'],
	// Dashboard addresses name the instance, too.
	[/^https:\/\/dashboard-(0[1-8])\.braze\.com(?![\w.-]).*/i, 'https://rest.iad-$1.braze.com'],
	[/^https:\/\/dashboard-(0[12])\.braze\.eu(?![\w.-]).*/i, 'https://rest.fra-$1.braze.eu'],
	[/^https:\/\/dashboard\.(us-10|(?:au|id|jp|kr)-01)\.braze\.com(?![\w.-]).*/i, 'https://rest.$1.braze.com'],
];

/** The parts of the credential that determine the address. */
export interface HostSettings {
	readonly instance?: string;
	readonly url?: string;
}

/**
 * Returns the base URL of the Braze REST API, without a trailing slash. Custom URLs are accepted with or without a
 * scheme, and a dashboard URL is mapped to its instance.
 *
 * @throws {InputError} if the custom URL is empty, not a URL, or the dashboard of an unknown instance
 */
export function restHost({ instance, url }: HostSettings): string {
	const given = instance && instance !== 'custom' ? instance : (url ?? '');
	const field = 'REST URL';
	if (given.trim() === '')
		throw new InputError(
			field,
			'is empty in the credential',
			'Choose your instance, or enter its REST endpoint.',
		);
	const address = ADDRESS_STEPS.reduce((text, [from, to]) => text.replace(from, to), given);
	if (!/^https?:\/\/(\[[0-9a-f:]+\]|[\w.-]+)(:\d+)?(\/[^\s?#\\]*)?$/i.test(address)) {
		throw new InputError(
			field,
			'in the credential is not a URL',
			'Enter it as https://rest.iad-01.braze.com.',
		);
	}
	if (/^https:\/\/dashboard[.-][\w.-]*braze\.(com|eu)(:|\/|$)/i.test(address)) {
		throw new InputError(
			field,
			'in the credential is a dashboard URL',
			'Enter the REST endpoint shown in your Braze settings (APIs and Identifiers). It looks like https://rest.iad-01.braze.com.',
		);
	}
	return address;
}

/** The key in pasted text, without a `Bearer` before it, and without white space, which no key contains. */
export function bareKey(given: unknown): string {
	return typeof given === 'string' ? given.replace(/^\s*bearer\s+|\s+/gi, '') : '';
}

/** Characters that no key contains. Most of them aren't allowed in a header either. */
const NOT_IN_KEYS = /["']|[^!-~]/;

/**
 * Returns the API key as it is sent.
 *
 * @throws {InputError} if it is empty or cannot be a key; the error does not contain it
 */
export function readApiKey(given: unknown): string {
	const field = 'REST API Key';
	const key = bareKey(given);
	if (key === '') {
		throw new InputError(
			field,
			'is empty in the credential',
			'Paste a REST API key from your Braze settings (APIs and Identifiers).',
		);
	}
	if (NOT_IN_KEYS.test(key)) {
		throw new InputError(
			field,
			'in the credential contains a character that is not allowed in a key',
			'Copy the key from Braze again, without quotation marks or anything else around it.',
		);
	}
	return key;
}
