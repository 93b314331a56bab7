import type { Outcome } from '../delivery/outcome';
import { RateLimitGate } from '../delivery/send/rateLimitGate';
import type { Around } from '../delivery/send/sendAll';
import { sendWithRetry, type SendContext } from '../delivery/send/sendWithRetry';
import { WaitBudget } from '../delivery/send/waitBudget';
import type { KeySettings } from '../fields/schedule/scheduleKey';
import type { Endpoint } from '../transport/endpoint';
import { saysScheduleIsGone } from '../transport/scheduleGone';
import { cancelUnderKey, changeUnderKey } from './changing';
import { keyedRequest, type KeyedRequest, type KeyRun, type Send } from './keyRun';
import type { KeyUse } from './keyUse';
import { idsOf } from './record';
import { scheduleUnderKey } from './scheduling';
import { KeyStore } from './store';

/** How long a record waits for the rate limit after its schedule was created. The limit is one per minute. */
const AFTERWARDS_MS = 180_000;

/** What requests of the run share with those of its keys. */
export interface KeySending extends Pick<SendContext, 'connection' | 'clock' | 'gate' | 'signal'> {
	readonly endpoint: Endpoint;
	readonly budget: WaitBudget;
	readonly keys: KeySettings;
	/** Identifies this execution; the same in a retry. */
	readonly execution: () => string;
}

const STEPS: Record<KeyUse['does'], (run: KeyRun, keyed: KeyedRequest, send: Send) => Promise<Outcome>> = {
	schedule: scheduleUnderKey,
	change: changeUnderKey,
	cancel: cancelUnderKey,
};

/** Claims and stores the key of a request around it; a request without a key is sent as it is. */
export function aroundKeys(use: KeyUse, sending: KeySending): Around {
	let run: KeyRun | undefined;
	return async (request, send) => {
		const { scheduleKey } = request.envelope;
		if (!scheduleKey) return await send(request);
		run ??= keyRun(use, sending);
		return await STEPS[use.does](run, keyedRequest(run, request, scheduleKey), send);
	};
}

function keyRun(use: KeyUse, sending: KeySending): KeyRun {
	const { catalog, ifExists } = sending.keys;
	const execution = sending.execution();
	return {
		use,
		endpoint: sending.endpoint,
		ifExists,
		...storesOf(catalog, sending),
		claimOf: (item) => `${execution}-${item}`,
		now: () => sending.clock.now(),
		cancel: async (record) => {
			const context: SendContext = {
				...sending,
				endpoint: use.cancel,
				safety: 'idempotent',
				blocked: () => undefined,
				acceptRefusal: (failure) => (saysScheduleIsGone(failure) ? {} : undefined),
			};
			const { method, path } = use.cancel;
			const result = await sendWithRetry(context, { method, path, body: idsOf(use, record) });
			return result.kind === 'accepted' ? undefined : result;
		},
	};
}

/** Catalogs have a rate limit of their own, so they have gates of their own. */
export function storesOf(
	catalog: string,
	{ connection, clock, signal, budget }: KeySending,
): Pick<KeyRun, 'before' | 'after'> {
	const gate = new RateLimitGate(clock, budget);
	return {
		before: new KeyStore(catalog, () => ({ connection, clock, signal, gate })),
		after: new KeyStore(catalog, () => ({
			connection,
			clock,
			gate: new RateLimitGate(clock, new WaitBudget(AFTERWARDS_MS)),
		})),
	};
}
