import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from './endpoint';

/**
 * Adds the `errors` that other answers have, `{ index, message }`, where its endpoint lists what it refused under a
 * key of its own. The pages of Braze call these lists of lists that refer to the place in the request.
 */
export function withErrors(answer: IDataObject, { namedErrors }: Endpoint): IDataObject {
	const listed = namedErrors === undefined ? undefined : answer[namedErrors];
	if (namedErrors === undefined || !Array.isArray(listed)) return answer;
	const rest = omit(answer, namedErrors);
	return listed.length === 0 ? rest : { ...rest, errors: (listed as unknown[]).map(errorIn) };
}

/** The first whole number is the place; where there is none, the error concerns the whole request. */
function errorIn(listed: unknown): IDataObject {
	if (!Array.isArray(listed)) return { message: messageIn([listed]) };
	const index = (listed as unknown[]).find((one) => Number.isInteger(one)) as number | undefined;
	return { ...(index !== undefined && { index }), message: messageIn(listed.filter((one) => one !== index)) };
}

const messageIn = (parts: readonly unknown[]): string => parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
