import type { IDataObject } from 'n8n-workflow';

import { verbOf, type Endpoint } from '../../transport/endpoint';
import { errorsIn } from '../../transport/responseErrors';

/** A sentence without its period. */
const UNCONFIRMED = 'Braze did not confirm this: its response is empty. Check in Braze whether it was done';

/**
 * Adds to an empty response to a change that nothing is confirmed. It is no failure: what some endpoints return is not
 * documented, such as those that change and cancel schedules.
 */
export function confirmed(answer: IDataObject, endpoint: Endpoint): IDataObject {
	if (verbOf(endpoint) === 'fetched' || Object.keys(answer).length > 0) return answer;
	return { confirmed: false, warning: UNCONFIRMED };
}

/**
 * What an output says of a change, such as `{ changed: true }`: nothing if the response does not confirm it, or has errors of
 * the request.
 */
export const saysDone = (name: string, answer: IDataObject): IDataObject =>
	answer.confirmed === false || errorsIn(answer).length > 0 ? {} : { [name]: true };
