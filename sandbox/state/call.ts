import type { JsonObject } from '../types/json';
import type { SandboxState } from './index';

/** A call that passed authentication, permission, rate limits and parsing. */
export interface Call {
	state: SandboxState;
	now: Date;
	/** The parsed JSON body; empty on a GET. */
	body: JsonObject;
	query: Record<string, string | string[]>;
	/** The values of the path's parameters. */
	params: Record<string, string>;
	/** The address the sandbox was reached at: `http://127.0.0.1:4010`. */
	origin: string;
	/** `id` of the request in the log. */
	requestId: number;
}
