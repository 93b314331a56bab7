import { InputError } from '../schemas/inputError';

/** Hosts for which plain http is fine, since the request does not leave this machine. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(:\d+)?$/i;

/** The parts of the credential that say where Braze is. */
export interface HostSettings {
	readonly instance?: string;
	readonly url?: string;
}

/**
 * Gives the base URL of the Braze REST API, without a trailing slash. Own URLs are taken with or without `https://`.
 *
 * @throws {InputError} when the own URL is empty, no address, or unencrypted to another machine
 */
export function restHost({ instance, url }: HostSettings): string {
	if (instance && instance !== 'custom') return instance;
	const given = (url ?? '').trim().replace(/\/+$/, '');
	const field = 'REST URL';
	if (given === '') throw new InputError(field, 'is empty in the credential', 'Choose your instance, or fill in its REST endpoint.');
	const [, scheme = 'https', rest] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(given) ?? [];
	const host = rest.split('/')[0];
	if (!/^(\[[0-9a-f:]+\]|[a-z0-9_.-]+)(:\d+)?$/i.test(host)) {
		throw new InputError(field, 'in the credential is no web address', 'Write it as https://rest.iad-01.braze.com.');
	}
	const protocol = scheme.toLowerCase();
	if (protocol === 'http' && !LOCAL.test(host)) {
		throw new InputError(field, 'in the credential begins with http://', 'Use https://, so that the key is never sent unencrypted. Plain http is for localhost only.');
	}
	if (protocol !== 'https' && protocol !== 'http') {
		throw new InputError(field, `in the credential begins with ${scheme}://`, 'Write it as https://rest.iad-01.braze.com.');
	}
	return `${protocol}://${rest}`;
}
