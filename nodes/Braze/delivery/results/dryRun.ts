import type { IDataObject } from 'n8n-workflow';

import { holdsLongInteger, stringifyExactly } from '../../input/exactJson';
import type { Endpoint } from '../../transport/endpoint';
import type { Combine } from '../entry';
import { placeOf } from '../itemName';
import type { RequestOutcome } from '../outcome';
import { toBrazeRequest } from '../plan/brazeRequest';
import type { PlannedRequest } from '../plan/types';

interface DryRunTarget {
	/** The address that requests would go to. */
	readonly host: string;
	readonly endpoint: Endpoint;
	readonly combine?: Combine;
	/** What the requests would do, as a sentence. */
	readonly summary: string;
}

/** Stands in the other items: the editor's table shows a missing field as `undefined`, in red. */
const SEE_FIRST = 'See the first item';

/**
 * Shows requests instead of sending them. The first output item begins with the summary. The first item of a shared request shows it, the others point there: a
 * request of fifty people is not repeated fifty times.
 */
export function dryRunOutcomes(requests: readonly PlannedRequest[], target: DryRunTarget): RequestOutcome[] {
	return requests.flatMap((request, index) => {
		const [first] = request.parts;
		const others = request.parts.filter(({ item }) => item !== first.item);
		const own = request.parts.filter(({ item }) => item === first.item);
		const shown: RequestOutcome = {
			parts: own,
			outcome: {
				kind: 'sent',
				answer: { summary: index === 0 ? target.summary : SEE_FIRST, ...shownRequest(request, target) },
			},
		};
		const pointing: RequestOutcome = {
			parts: others,
			outcome: {
				kind: 'sent',
				answer: { summary: SEE_FIRST, dry_run: true, shares_request_of_item: placeOf(first.item) },
			},
		};
		return others.length > 0 ? [shown, pointing] : [shown];
	});
}

function shownRequest(request: PlannedRequest, { host, endpoint, combine }: DryRunTarget): IDataObject {
	const { method, path, query, body } = toBrazeRequest(request, { endpoint, combine });
	const url = `${host}${path}`;
	return {
		dry_run: true,
		request: { method, url, ...(query && { query }), ...(body && { body: shownBody(body) }) },
		curl: curlLine(method, url, body),
	};
}

/** n8n's items cannot hold long whole numbers: they show them as text, and the line for a shell as they are sent. */
const shownBody = (body: IDataObject): IDataObject =>
	holdsLongInteger(body) ? (JSON.parse(JSON.stringify(body)) as IDataObject) : body;

/** The request for a shell, with a place for the key: the key itself is never shown. */
function curlLine(method: string, url: string, body: IDataObject | undefined): string {
	const quoted = (text: string) => `'${text.replace(/'/g, "'\\''")}'`;
	const data = body
		? ` -H 'Content-Type: application/json' --data-raw ${quoted(stringifyExactly(body))}`
		: '';
	return `curl -X ${method} ${quoted(url)} -H "Authorization: Bearer $BRAZE_API_KEY"${data}`;
}
