import type { Fault } from './faults';

/** An API request as received, and its outcome. */
export interface LoggedRequest {
	/** Counts from 1, in the order of arrival. */
	id: number;
	/** By the sandbox's clock, ISO 8601 in UTC. */
	at: string;
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	/** Lower-case names; the key is cut to its last four characters. */
	headers: Record<string, string>;
	/** The parsed JSON body; undefined when there was none or it could not be parsed. */
	body: unknown;
	rawBody: string;
	/** null before the response, and forever if the connection was dropped. */
	status: number | null;
	/** The body of the answer (a string if it is not JSON), with the key cut out. */
	response: unknown;
	/** The fault that hit this request. */
	fault?: Fault['kind'];
	/** Whether the endpoint did its work, regardless of the response. */
	acted: boolean;
}

/** How many requests are kept, so that a sandbox that runs for days does not fill the memory. */
const MAX_ENTRIES = 20_000;

/** How many bytes of requests' bodies are kept at most. Parsed, they take several times that. */
const MAX_BYTES = 128 * 1024 * 1024;

/** The newest requests, oldest first. */
export class RequestLog {
	readonly entries: LoggedRequest[] = [];
	private lastId = 0;
	private bytes = 0;

	add(entry: Omit<LoggedRequest, 'id' | 'status' | 'response' | 'acted'>): LoggedRequest {
		const logged: LoggedRequest = {
			...entry,
			id: ++this.lastId,
			status: null,
			response: undefined,
			acted: false,
		};
		this.entries.push(logged);
		this.bytes += entry.rawBody.length;
		while (this.entries.length > MAX_ENTRIES || (this.bytes > MAX_BYTES && this.entries.length > 1))
			this.bytes -= this.entries.shift()?.rawBody.length ?? 0;
		return logged;
	}

	clear(): void {
		this.entries.length = 0;
		this.lastId = 0;
		this.bytes = 0;
	}
}
