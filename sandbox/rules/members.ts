import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';

/** Refuses members that Braze does not document, so that mistakes are found. */
export function refuseOthers(
	given: JsonObject,
	documented: readonly string[],
	where = 'The request body',
): void {
	const unknown = Object.keys(given).find((name) => !documented.includes(name));
	if (unknown !== undefined) throw new Refusal(400, `${where} has an unknown key: ${unknown}`);
}
