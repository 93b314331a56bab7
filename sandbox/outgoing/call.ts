import type { JsonObject } from '../types/json';

/** The reasons for which Braze calls a webhook. */
export type CallKind = 'webhookMessage' | 'currents' | 'transactionalPostback' | 'segmentExport';

export const CALL_KINDS: readonly CallKind[] = [
	'webhookMessage',
	'currents',
	'transactionalPostback',
	'segmentExport',
];

/** Where calls of a kind go, as set up in the dashboard. */
export interface Target {
	kind: CallKind;
	url: string;
	headers: Record<string, string>;
	timeoutMs: number;
	/** Why Braze stopped calling; set by the sandbox. */
	stopped?: string;
}

/** The time limit for a response: 90 seconds, as in Braze. */
export const TIMEOUT_MS = 90_000;

/** One attempt of a call. Without a status, there was no response. */
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
	/** The URL, if a request named one. Otherwise, the call goes to the target of its kind. */
	url?: string;
	attempts: Attempt[];
	/** `waiting` for its first or next attempt. `split`: its events were moved to calls of their own. */
	outcome: 'waiting' | 'delivered' | 'given up' | 'split';
	/** When it was created, and when the next attempt is due, in milliseconds since 1970 on the sandbox's clock. */
	madeAt: number;
	dueAt: number;
}
