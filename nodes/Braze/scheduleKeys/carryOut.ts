import { omit } from 'lodash';

import type { Outcome } from '../delivery/outcome';
import type { PlannedRequest } from '../delivery/plan/requests';
import type { Breaker, RunContext, Send, SendChanges } from '../delivery/send/interceptor';
import { sendWithRetry } from '../delivery/send/sendWithRetry';
import { isScheduleGone } from '../transport/scheduleGone';
import type { Failure } from '../transport/failure';
import { AfterwardsGate, isTold, responseOf, untold } from './catalogRequests';
import type { KeyUse } from './key';
import type { Answer, KeyResponse, KeyRequest, Protocol, ScheduleRef } from './protocol/protocol';
import type { KeyStore } from './store';

/** How long to wait before a request is repeated. */
const REPEAT_AFTER_MS = 1_000;

type Asked<K extends KeyRequest['ask']> = Extract<KeyRequest, { ask: K }>;

/** Sends the operation's own requests. */
export interface Messages {
	readonly schedule: (request: Asked<'schedule'>) => Promise<KeyResponse>;
	readonly cancel: (schedule: ScheduleRef, notAfter?: number) => Promise<KeyResponse>;
	readonly move: (schedule: ScheduleRef) => Promise<KeyResponse>;
}

const notPartOfThis = async (): Promise<never> =>
	await Promise.reject(new Error('Only catalog items are changed here'));

/** For protocols that only change catalog items. */
export const NO_MESSAGES: Messages = { schedule: notPartOfThis, cancel: notPartOfThis, move: notPartOfThis };

/** Runs a protocol: sends one request after another, and hands it the answers. */
export async function carryOut<R>(
	protocol: Protocol<R>,
	{ clock, signal, budget }: Pick<RunContext, 'clock' | 'signal' | 'budget'>,
	store: KeyStore,
	messages = NO_MESSAGES,
): Promise<R> {
	const ask = async (request: KeyRequest): Promise<KeyResponse> => {
		if ('again' in request) await clock.wait(REPEAT_AFTER_MS);
		switch (request.ask) {
			case 'create':
				return await store.create(request);
			case 'read':
				return await store.read(request);
			case 'patch':
				return await store.patch(request);
			case 'patchMany':
				return await store.patchMany(request);
			case 'removeMany':
				return await store.removeMany(request);
			case 'putMany':
				return await store.putMany(request);
			case 'list':
				return await store.list(request);
			case 'readGate':
				return await store.readGate();
			case 'wait':
				if (!budget.take(clock.now(), clock.now() + request.ms)) return { kind: 'refused' };
				await clock.wait(request.ms, signal);
				return { kind: signal?.aborted ? 'refused' : 'done' };
			case 'mayWait':
				return { kind: budget.left(clock.now()) >= request.ms ? 'done' : 'refused' };
			case 'pause':
				await clock.wait(request.ms, signal);
				return { kind: 'done' };
			case 'schedule':
				return await messages.schedule(request);
			case 'cancel':
				return await messages.cancel(request.schedule, request.notAfter);
			case 'move':
				return await messages.move(request.schedule);
		}
	};
	let next = (protocol as Generator<KeyRequest, R, Answer | undefined>).next(undefined);
	while (!next.done) {
		const response = await ask(next.value);
		next = protocol.next({ ...response, now: clock.now() });
	}
	return next.value;
}

/** Sends the request of an input item, and cancels the schedule that it replaces. */
export function messagesOf(
	use: KeyUse,
	context: RunContext,
	request: PlannedRequest,
	{ send, breaker }: { readonly send: Send; readonly breaker?: Breaker },
): Messages {
	const own = async (schedule: ScheduleRef) => await changeOwn(use, context, request, send, schedule);
	return {
		schedule: async ({ notAfter, replaces }) => {
			const outcome = await send(request, { notAfter, ...(replaces && secondHalf(context)) });
			const scheduleId = outcome.kind === 'sent' ? outcome.answer.schedule_id : undefined;
			const isId = typeof scheduleId === 'string' && scheduleId !== '';
			return { ...ofOutcome(outcome), ...(isId && { scheduleId }) };
		},
		move: own,
		cancel: use.does === 'cancel' ? own : cancellation(use, { ...context, breaker }),
	};
}

/**
 * How to schedule what replaces a cancelled schedule: the run does not stop in between, and the rate limit is waited for a
 * while, even beyond what the user wants to wait.
 */
const secondHalf = ({ clock, gate }: RunContext): SendChanges => ({
	gate: new AfterwardsGate(clock, gate),
	signal: undefined,
	toTheEnd: true,
	breaker: undefined,
});

/** Sends the operation's own request with the IDs of a schedule. */
async function changeOwn(
	use: KeyUse,
	{ endpoint }: RunContext,
	request: PlannedRequest,
	send: Send,
	schedule: ScheduleRef,
): Promise<KeyResponse> {
	const gone = new Gone();
	const { envelope } = request;
	const body = { ...idsOf(use, schedule), ...envelope.body };
	const outcome = await send(
		{ ...request, envelope: { ...envelope, body } },
		{ retries: 'unreached', acceptRefusal: gone.accept },
	);
	if (gone.seen) return gone.seen;
	if (outcome.kind !== 'sent' || isTold(outcome.answer)) return ofOutcome(outcome);
	return { ...untold(endpoint), sent: outcome };
}

/** Cancels schedules other than the one that the operation's own request is about. */
export function cancellation(
	use: KeyUse,
	context: RunContext & { readonly breaker?: Breaker },
): Messages['cancel'] {
	const { method, path } = use.cancel;
	return async (schedule, notAfter) => {
		const gone = new Gone();
		const result = await sendWithRetry(
			{
				...context,
				endpoint: use.cancel,
				safety: 'idempotent',
				retries: 'unreached',
				notAfter,
				// Braze carries it out all the same, and what replaces it has to follow.
				toTheEnd: true,
				acceptRefusal: gone.accept,
			},
			{ method, path, body: idsOf(use, schedule) },
		);
		if (result.kind === 'notSent' && result.late) return { kind: 'late' };
		if (gone.seen) return gone.seen;
		const response = responseOf(result);
		if (response.kind === 'done' && !isTold(response.body)) return untold(use.cancel);
		return omit(response, ['body', 'headers']);
	};
}

/** Notices that Braze no longer has a schedule. */
class Gone {
	seen?: KeyResponse;

	readonly accept = (failure: Failure) => {
		if (!isScheduleGone(failure)) return undefined;
		this.seen = { kind: 'gone', failed: { kind: 'refused', failure } };
		return {};
	};
}

function ofOutcome(outcome: Outcome): KeyResponse {
	if (outcome.kind === 'sent') return { kind: 'done', sent: outcome };
	return { kind: outcome.kind === 'unknown' ? 'unclear' : 'refused', failed: outcome };
}

/** What requests about a schedule name: its ID, and the Canvas or campaign if there is one. */
export function idsOf({ idKey }: KeyUse, { scheduleId, targetId }: ScheduleRef): Record<string, string> {
	return { ...(idKey !== undefined && { [idKey]: targetId }), schedule_id: scheduleId };
}
