import { createHash, timingSafeEqual } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { bareKey } from '../Braze/transport/credential';

/** The parts of a request that can contain a secret. Header names are in lower case, as Node.js gives them. */
export interface Secrets {
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
}

/** The fewest characters of a secret: 16 random letters and digits are 95 bits, which no series of requests guesses. */
const SHORTEST = 16;

/** What can be in a header's value and in a URL alike, without being encoded. */
const PLAIN = /^[\w.~+/=-]+$/;

/** The characters of a header's name (RFC 9110, token). */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Whether a request carries the secret of the credential. The comparison takes the same time whatever was sent.
 * A credential without a secret matches no request.
 */
export function carriesSecret(request: Secrets, credential: ICredentialDataDecryptedObject): boolean {
	const secret = secretOf(credential);
	const sent = sentSecret(request, credential);
	// Both are compared even if one is missing, so that timing reveals nothing.
	const equal = timingSafeEqual(digest(withPlus(sent ?? '')), digest(withPlus(secret)));
	return equal && secret !== '' && sent !== undefined;
}

/** What makes the secret of a credential unusable, in a sentence; `undefined` when nothing does. */
export function problemOf(credential: ICredentialDataDecryptedObject): string | undefined {
	const secret = secretOf(credential);
	if (secret.length < SHORTEST)
		return `The secret has ${secret.length} characters. Enter at least ${SHORTEST} that nobody can guess.`;
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

/** People paste a token with the scheme before it; nothing else is removed. */
function secretOf({ sentAs, secret }: ICredentialDataDecryptedObject): string {
	if (sentAs === 'bearer') return bareKey(secret);
	return typeof secret === 'string' ? secret.trim() : '';
}

const nameOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const own = (holder: Readonly<Record<string, unknown>>, name: string): unknown =>
	Object.prototype.hasOwnProperty.call(holder, name) ? holder[name] : undefined;

/** In the query of a URL, a plus sign means a space, and random text as Base64 often has one. No secret contains both. */
const withPlus = (text: string): string => text.replace(/ /g, '+');

/** Digests have one length, which `timingSafeEqual` demands. */
const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
