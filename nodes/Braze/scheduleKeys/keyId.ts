import { hash } from 'crypto';

import type { ScheduleKind } from './keyUse';

/** The length of the hash that distinguishes the claims of one key. */
const CLAIM_CHARACTERS = 32;

/**
 * The ID of the catalog item that belongs to a key: any key becomes the letters, digits and hyphens that Braze accepts,
 * in lower case, since the documentation does not say whether IDs differ by case.
 */
export function keyId(kind: ScheduleKind, key: string): string {
	// JSON keeps half surrogates apart, which UTF-8 does not.
	return `${kind}-${hash('sha256', JSON.stringify([kind, key]), 'hex')}`;
}

/** The ID of the item with which one execution locks what another one claimed under a key. */
export function closingId(id: string, claim: string): string {
	return `${id}-${hash('sha256', claim, 'hex').slice(0, CLAIM_CHARACTERS)}`;
}
