import { personChoice, type PersonKind } from '../../recipients/personIdentifier';

/** How `/users/track` can identify a person. */
export const PERSON_KINDS: readonly PersonKind[] = ['externalId', 'userAlias', 'email', 'phone', 'brazeId'];

export const person = personChoice(PERSON_KINDS);
