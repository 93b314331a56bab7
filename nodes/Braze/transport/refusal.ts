import { isObject } from '../input/object';
import type { Verdict } from './classify';
import type { Endpoint } from './endpoint';
import { quote, sentences, titleOf } from './errorText';
import { errorsIn } from './responseErrors';

/** A response in which Braze refuses a request. */
export type Refused = Extract<Verdict, { kind: 'refused' }>;

/** The IDs of the errors in a response. Only the endpoints of catalogs and of the media library have them. */
export function errorIds(body: unknown): string[] {
	if (!isObject(body)) return [];
	if (typeof body.error_code === 'string') return [body.error_code];
	return errorsIn(body).flatMap((error) =>
		isObject(error) && typeof error.id === 'string' ? [error.id] : [],
	);
}

/** A 403 about the address that the request came from: `Invalid whitelisted IPs`. */
const ABOUT_IP_ADDRESS = /\bips?\b|\bip[ _-]?address|white-?list|allow-?list/i;

/** A 403 that no permission can change: `Media Library Public APIs are not enabled for this company.` */
const NOT_ENABLED = /\bnot enabled\b/i;

/** A refusal in words: the title, what to do about it, and Braze's own message if the title doesn't contain it. */
export interface Refusal {
	readonly message: string;
	readonly advice: string;
	readonly words: string;
}

/** Says why Braze refused a request. */
export function refusal(verdict: Refused, endpoint: Endpoint): Refusal {
	const { status, detail } = verdict;
	const known = knownRefusal(verdict, endpoint);
	if (known) return { ...known, words: quote('Braze', detail) };
	const general = `Braze refused the request (${status})`;
	const advice = adviceOn(verdict, endpoint);
	const title = titleOf(detail);
	if (title) return { message: title, advice: sentences(advice, general), words: '' };
	const words = quote('Braze', detail) || (advice === '' ? 'Braze gave no reason.' : '');
	return { message: status === 404 ? 'Braze did not find what was requested' : general, advice, words };
}

function adviceOn(
	{ status, body, detail }: Refused,
	{ path, refusalHint, subjectHint, errorHints = {} }: Endpoint,
): string {
	const hint = errorIds(body).find((id) => Object.hasOwn(errorHints, id));
	if (hint !== undefined) return errorHints[hint];
	if (subjectHint?.names.test(detail)) return subjectHint.advice;
	if (status !== 404) return refusalHint ?? '';
	return sentences(
		refusalHint ?? 'Check the IDs in this item',
		`Also check the instance in the credential (${path})`,
	);
}

/** Refusals whose status is more informative than Braze's message. */
function knownRefusal(
	{ status, detail }: Pick<Refused, 'status' | 'detail'>,
	{ permission }: Endpoint,
): Omit<Refusal, 'words'> | undefined {
	if (status === 401) {
		return {
			message: 'Braze does not accept the API key on this instance',
			advice:
				'Either the key is wrong, deleted or limited to other IP addresses, or the workspace is on another instance: compare the instance in the credential with your dashboard URL.',
		};
	}
	if (status === 403 && ABOUT_IP_ADDRESS.test(detail)) {
		return {
			message: "Braze does not accept this API key from n8n's IP address",
			advice:
				"The key is limited to certain IP addresses. Add n8n's address to its allowlist in Braze, or use another key.",
		};
	}
	if (status === 403 && NOT_ENABLED.test(detail)) {
		return {
			message: 'Braze has not enabled this for your company or workspace',
			advice: 'Ask your Braze account manager. Another key does not help.',
		};
	}
	if (status === 403) {
		return {
			message: `The API key lacks the permission ${permission}`,
			advice: `The permissions of a key cannot be changed. Create a new REST API key with ${permission} in Braze, and enter it in the credential.`,
		};
	}
	if (status === 413)
		return {
			message: 'The request is too large for Braze',
			advice: 'Send fewer or smaller properties and attributes.',
		};
	if (status >= 300 && status < 400) {
		return {
			message: 'The URL in the credential redirects elsewhere',
			advice: 'The key was not sent there. Enter the REST endpoint of your instance in the credential.',
		};
	}
	return undefined;
}
