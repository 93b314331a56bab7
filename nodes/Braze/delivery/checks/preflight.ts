import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../../transport/connection';
import type { Endpoint } from '../../transport/endpoint';
import { classifyResponse } from '../../transport/classify';
import type { ItemEntry } from '../plan/types';

/** How to find out whether what is triggered can send at all. */
export interface Preflight {
	readonly endpoint: Endpoint;
	/** The key of the identifier, in the body of the request and in the query for the details. */
	readonly idKey: string;
	/** Says what keeps it from sending, in a sentence without its end; `undefined` where nothing does. */
	readonly problem: (details: IDataObject) => string | undefined;
}

/** An item whose Canvas or campaign would send nothing. */
export interface PreflightProblem {
	readonly item: number;
	readonly message: string;
}

/** More different ones than this are not looked at: a run must not cost a request for each item. */
const MAX_CHECKED = 20;

/**
 * Looks at what is to be triggered, once for each. Braze answers "success" for what is a draft or stopped, and sends
 * nothing. Where the key may not read the details, nothing is said.
 */
export async function preflight(entries: readonly ItemEntry[], { endpoint, idKey, problem }: Preflight, connection: Connection): Promise<PreflightProblem[]> {
	const idOf = ({ entry }: ItemEntry) => String(entry.envelope.body?.[idKey] ?? '');
	const ids = [...new Set(entries.map(idOf))].slice(0, MAX_CHECKED);
	const problems = new Map<string, string>();
	for (const id of ids) {
		const verdict = classifyResponse(await connection.send({ method: endpoint.method, path: endpoint.path, query: { [idKey]: id } }));
		const found = verdict.kind === 'accepted' ? problem(verdict.body) : undefined;
		if (found !== undefined) problems.set(id, found);
	}
	return entries.flatMap((placed) => {
		const message = problems.get(idOf(placed));
		return message === undefined ? [] : [{ item: placed.item, message }];
	});
}
