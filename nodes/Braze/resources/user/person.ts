import { personChoice, type PersonKind } from '../../fields/target/personIdentifier';

/** How `/users/track` can be told which person is meant. */
export const PERSON_KINDS: readonly PersonKind[] = ['externalId', 'userAlias', 'email', 'phone', 'brazeId'];

export const person = personChoice(PERSON_KINDS);
