import { type PersonKind } from '../../recipients/person';
import { personChoice } from '../../recipients/personChoice';

/** How `/users/track` can identify a person. */
export const PERSON_KINDS: readonly PersonKind[] = ['externalId', 'userAlias', 'email', 'phone', 'brazeId'];

export const person = personChoice(PERSON_KINDS);
