import { createHash, timingSafeEqual } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { bareKey } from '../Braze/transport/credential';

/** The parts of a request that can contain a secret. Header names are in lower case, as in Node.js. */
export interface Secrets {
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
}

/**
 * The minimum length of a secret. 16 random letters and digits have 95 bits, which can't be guessed by any number of
 * requests.
 */
const MIN_LENGTH = 16;

/** Characters that need no encoding in either a header value or a URL. */
const PLAIN = /^[\w.~+/=-]+$/;

/** Characters of a header name (RFC 9110, token). */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Whether a request carries the credential's secret. The comparison takes the same time no matter what was sent. A
 * credential without a secret matches no request.
 */
export function hasSecret(request: Secrets, credential: ICredentialDataDecryptedObject): boolean {
	const secret = secretOf(credential);
	const sent = sentSecret(request, credential);
	// Both are compared even if one is missing, so that timing reveals nothing.
	const equal = timingSafeEqual(digest(withPlus(sent ?? '')), digest(withPlus(secret)));
	return equal && secret !== '' && sent !== undefined;
}

/** Why the secret of a credential is unusable, as a sentence; `undefined` if it is fine. */
export function problemOf(credential: ICredentialDataDecryptedObject): string | undefined {
	const secret = secretOf(credential);
	if (secret.length < MIN_LENGTH)
		return `The secret has ${secret.length} characters. Enter at least ${MIN_LENGTH} that nobody can guess.`;
	if (!PLAIN.test(secret))
		return 'The secret contains a character that does not reach n8n unchanged. Use letters, digits, - and _ only.';
	if (credential.sentAs === 'header' && !HEADER_NAME.test(nameOf(credential.headerName))) {
		return 'The header name is not valid. Enter one like X-Braze-Secret.';
	}
	if (credential.sentAs === 'query' && nameOf(credential.parameterName) === '')
		return 'The parameter name is empty. Enter one like secret.';
	return undefined;
}

function sentSecret(
	{ headers, query }: Secrets,
	{ sentAs, headerName, parameterName }: ICredentialDataDecryptedObject,
): string | undefined {
	if (sentAs === 'bearer')
		return textOf(own(headers, 'authorization'))
			?.match(/^bearer +(.+)$/i)?.[1]
			.trim();
	if (sentAs === 'header') return textOf(own(headers, nameOf(headerName).toLowerCase()))?.trim();
	if (sentAs === 'query') return textOf(own(query, nameOf(parameterName)));
	return undefined;
}

/** People paste tokens with the scheme before it. Nothing else is removed. */
function secretOf({ sentAs, secret }: ICredentialDataDecryptedObject): string {
	if (sentAs === 'bearer') return bareKey(secret);
	return typeof secret === 'string' ? secret.trim() : '';
}

const nameOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const own = (holder: Readonly<Record<string, unknown>>, name: string): unknown =>
	Object.prototype.hasOwnProperty.call(holder, name) ? holder[name] : undefined;

/** Restores plus signs: in a URL's query, they mean spaces, and Base64 often has them. No secret contains a space. */
const withPlus = (text: string): string => text.replace(/ /g, '+');

/** Digests have equal lengths, as `timingSafeEqual` requires. */
const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
