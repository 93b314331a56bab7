import { personChoice } from '../../recipients/personChoice';

/** How many people Braze accepts in one request about subscription groups. */
export const MAX_PEOPLE = 50;

/** The person of the subscription endpoints. */
export const person = personChoice(['externalId', 'email', 'phone']);
