import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import { classifyResponse } from '../../transport/classify';
import type { ItemEntry } from '../plan/parts';
import type { ItemWarning } from '../rejections';

/** How to check whether a Canvas or campaign can send at all. */
export interface Preflight {
	readonly endpoint: Endpoint;
	/** The key of the identifier, in the body of the request and in the query for the details. */
	readonly idKey: string;
	/** What keeps it from sending, as a sentence without a period; `undefined` if nothing does. */
	readonly problem: (details: IDataObject) => string | undefined;
}

/** At most this many different ones are checked: a run must not cost a request per item. */
const MAX_CHECKED = 20;

/**
 * Finds items whose Canvas or campaign would send nothing: checks each triggered Canvas or campaign once. Braze returns "success" for drafts and stopped ones, and sends
 * nothing. If the key cannot read the details, no problem is reported.
 */
export async function preflight(
	entries: readonly ItemEntry[],
	{ endpoint, idKey, problem }: Preflight,
	connection: Connection,
): Promise<ItemWarning[]> {
	const idOf = ({ entry }: ItemEntry) => String(entry.envelope.body?.[idKey] ?? '');
	const ids = [...new Set(entries.map(idOf))].slice(0, MAX_CHECKED);
	const problems = new Map<string, string>();
	for (const id of ids) {
		const verdict = classifyResponse(
			await connection.send({ method: endpoint.method, path: endpoint.path, query: { [idKey]: id } }),
		);
		const found = verdict.kind === 'accepted' ? problem(verdict.body) : undefined;
		if (found !== undefined) problems.set(id, found);
	}
	return entries.flatMap((placed) => {
		const message = problems.get(idOf(placed));
		return message === undefined ? [] : [{ item: placed.item, message }];
	});
}
