import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../transport/connection';
import type { Endpoint } from '../transport/endpoint';
import { judge } from '../transport/judge';
import type { PlacedEntry } from './plan';

/** How to find out whether what is triggered can send at all. */
export interface Preflight {
	readonly endpoint: Endpoint;
	/** The key of the identifier, in the body of the request and in the query for the details. */
	readonly idKey: string;
	/** Says what keeps it from sending, in a sentence without its end; `undefined` where nothing does. */
	readonly trouble: (details: IDataObject) => string | undefined;
}

/** An item whose Canvas or campaign would send nothing. */
export interface Trouble {
	readonly item: number;
	readonly message: string;
}

/** More different ones than this are not looked at: a run must not cost a request for each item. */
const MAX_CHECKED = 20;

/**
 * Looks at what is to be triggered, once for each. Braze answers "success" for what is a draft or stopped, and sends
 * nothing. Where the key may not read the details, nothing is said.
 */
export async function preflight(entries: readonly PlacedEntry[], { endpoint, idKey, trouble }: Preflight, connection: Connection): Promise<Trouble[]> {
	const idOf = ({ entry }: PlacedEntry) => String(entry.envelope.body?.[idKey] ?? '');
	const ids = [...new Set(entries.map(idOf))].slice(0, MAX_CHECKED);
	const troubles = new Map<string, string>();
	for (const id of ids) {
		const verdict = judge(await connection.send({ method: endpoint.method, path: endpoint.path, query: { [idKey]: id } }));
		const found = verdict.kind === 'accepted' ? trouble(verdict.body) : undefined;
		if (found !== undefined) troubles.set(id, found);
	}
	return entries.flatMap((placed) => {
		const message = troubles.get(idOf(placed));
		return message === undefined ? [] : [{ item: placed.item, message }];
	});
}
