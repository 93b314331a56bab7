import pLimit from 'p-limit';
import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import { classifyResponse } from '../../transport/classify';
import { sentences } from '../../transport/errorText';
import type { ItemEntry } from '../plan/requests';
import type { ItemWarning, Rejected } from '../outcome';
import { lookUp, type RunContext } from '../send/interceptor';

/** How to check whether a Canvas or campaign can send at all. */
export interface Preflight {
	readonly endpoint: Endpoint;
	/** The key of the identifier, in the body of the request and in the query for the details. */
	readonly idKey: string;
	/** What keeps it from sending, as a sentence without a period; `undefined` if nothing does. */
	readonly problem: (details: IDataObject) => string | undefined;
}

/** At most this many different ones are checked for hints: a run by hand must not cost a request per item. */
const MOST_FOR_HINTS = 20;

/** How many look-ups are under way at a time. */
const PARALLEL = 5;

const FIX_IT = 'Fix this in Braze, or choose another one.';

/**
 * Warns of items whose Canvas or campaign would send nothing: Braze returns "success" for drafts and stopped ones. Looks
 * once at each of the first 20, and says how many it did not look at. If the key cannot read the details, nothing is said.
 */
export async function preflightHints(
	entries: readonly ItemEntry[],
	check: Preflight,
	{ connection }: RunContext,
): Promise<ItemWarning[]> {
	const byId = itemsById(entries, check);
	const found: ItemWarning[] = [];
	for (const [id, items] of [...byId].slice(0, MOST_FOR_HINTS)) {
		const verdict = classifyResponse(await connection.send(requestFor(id, check)));
		const message = verdict.kind === 'accepted' ? check.problem(verdict.body) : undefined;
		if (message !== undefined) found.push(...items.map((item) => ({ item, message })));
	}
	const rest = [...byId.values()].slice(MOST_FOR_HINTS);
	const message = `'Check First' checked only the first ${MOST_FOR_HINTS} of ${byId.size}: it is not known whether the others would send anything`;
	return [...found, ...rest.flat().map((item) => ({ item, message }))];
}

/** Rejects items whose Canvas or campaign would send nothing, or could not be checked. Looks once at each of them. */
export async function preflightErrors(
	entries: readonly ItemEntry[],
	check: Preflight,
	context: RunContext,
): Promise<Rejected[]> {
	const limit = pLimit(PARALLEL);
	const looks = [...itemsById(entries, check)].map(([id, items]) =>
		limit(async () => {
			const reason = await reasonAgainst(id, check, context);
			return reason ? items.map((item) => ({ item, ...reason })) : [];
		}),
	);
	return (await Promise.all(looks)).flat();
}

async function reasonAgainst(
	id: string,
	check: Preflight,
	context: RunContext,
): Promise<Omit<Rejected, 'item'> | undefined> {
	const came = await lookUp(context, check.endpoint, requestFor(id, check));
	if (came.kind === 'accepted') {
		const message = check.problem(came.body);
		return message === undefined ? undefined : { message, resolution: FIX_IT };
	}
	const { message, resolution } = came.failure;
	return {
		message: "'Check First' could not find out whether anything would be sent",
		resolution: sentences(message, resolution, "To send without this, change 'Check First' in the options"),
	};
}

/** The items of each Canvas or campaign. */
function itemsById(entries: readonly ItemEntry[], { idKey }: Preflight): Map<string, number[]> {
	const byId = new Map<string, number[]>();
	for (const { item, entry } of entries) {
		const id = String(entry.envelope.body?.[idKey] ?? '');
		const items = byId.get(id);
		if (items) items.push(item);
		else byId.set(id, [item]);
	}
	return byId;
}

const requestFor = (id: string, { endpoint: { method, path }, idKey }: Preflight): BrazeRequest => ({
	method,
	path,
	query: { [idKey]: id },
});
