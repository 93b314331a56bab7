import type { JsonObject } from '../types/json';

/** What Braze calls others for. */
export type CallKind = 'webhookMessage' | 'currents' | 'transactionalPostback' | 'segmentExport';

export const CALL_KINDS: readonly CallKind[] = [
	'webhookMessage',
	'currents',
	'transactionalPostback',
	'segmentExport',
];

/** Where calls of a kind go, as it is set up in the dashboard. */
export interface Target {
	kind: CallKind;
	url: string;
	headers: Record<string, string>;
	timeoutMs: number;
	/** Why Braze stopped calling; set by the sandbox. */
	stopped?: string;
}

/** How long an answer may take: 90 seconds in Braze. */
export const TIMEOUT_MS = 90_000;

/** One try of a call. Without a status there was no answer. */
export interface Attempt {
	/** ISO 8601 in UTC, on the sandbox's clock. */
	at: string;
	status?: number;
	problem?: string;
}

export interface OutgoingCall {
	id: number;
	kind: CallKind;
	body: JsonObject;
	/** Where it goes, if a request named that; else to the target of its kind. */
	url?: string;
	attempts: Attempt[];
	/** `waiting` for its first or next try. `split`: its events went on in calls of their own. */
	outcome: 'waiting' | 'delivered' | 'given up' | 'split';
	/** When it was made, and when the next try is, in epoch milliseconds on the sandbox's clock. */
	madeAt: number;
	dueAt: number;
}
