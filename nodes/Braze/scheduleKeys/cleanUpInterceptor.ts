import type { Companion } from '../delivery/entry';
import type { Outcome } from '../delivery/outcome';
import type { Interceptor, RunContext } from '../delivery/send/interceptor';
import { cancellation, carryOut, NO_MESSAGES } from './carryOut';
import { verbOf } from '../transport/endpoint';
import { sentences } from '../transport/errorText';
import type { KeyUse } from './key';
import { later, named, notTried, refused, withNote, type KeyContext } from './messages';
import { free, type Freed, type Replaced } from './protocol/freeing';
import { cleanUp, type Cleaned } from './protocol/cleanUp';
import { keyId, newToken, scheduleOf, type KeyItem } from './protocol/items';
import type { Protocol } from './protocol/protocol';
import { KeyStore } from './store';

/** Which keys are cleaned up: those that are over, or a single one without a confirmed schedule. */
export type KeysToCleanUp =
	| { readonly olderThanDays: number; readonly unconfirmed: boolean }
	| { readonly key: string; readonly use: KeyUse };

/** What a request to clean up keys is about. */
export class CleanUpOrder implements Companion {
	constructor(
		readonly catalog: string,
		readonly keys: KeysToCleanUp,
	) {}

	get id(): string {
		return JSON.stringify([this.catalog, this.keys]);
	}
}

/** Removes keys that are over, or frees a single one. The answer lists them. */
export function cleanUpInterceptor(context: RunContext): Interceptor {
	return async (request, send) => {
		const { companion } = request.envelope;
		if (!(companion instanceof CleanUpOrder)) return await send(request);
		const { catalog, keys } = companion;
		const store = new KeyStore(catalog, context);
		const run = async <R>(protocol: Protocol<R>, use?: KeyUse): Promise<R> =>
			await carryOut(protocol, context, store, {
				...NO_MESSAGES,
				...(use && { cancel: cancellation(use, context) }),
			});
		const keyContext = { key: '', catalog, endpoint: context.endpoint };
		if (!('key' in keys))
			return cleanedOutcome(keyContext, await run(cleanUp({ ...keys, token: newToken() })));
		const { key, use } = keys;
		return freedOutcome({ ...keyContext, key }, await run(free(keyId(use.kind, key)), use));
	};
}

function cleanedOutcome(keyContext: KeyContext, result: Cleaned): Outcome {
	switch (result.kind) {
		case 'cleaned': {
			const { removed, kept, keys } = result;
			return { kind: 'sent', answer: { removed, kept, schedule_keys: [...keys] } };
		}
		case 'busy':
			return later(
				'Another run works on many schedule keys of this catalog',
				keyContext.endpoint,
				result.until,
				'It may end much earlier',
			);
		case 'notCleaned':
			return result.failed
				? withNote(
						result.failed,
						result.removing ? `Before that, Braze accepted the removal of ${result.removing} items` : '',
						'Keys that were not removed are found by the next clean-up',
					)
				: listCut(keyContext);
	}
}

/** The outcome if a list lacks what is in it for certain. */
function listCut({ endpoint }: KeyContext): Outcome {
	const verb = verbOf(endpoint);
	const resolution = sentences(
		`Nothing was ${verb}`,
		'The list lacks an item that was there: a proxy may have shortened it. Try again later',
	);
	return { kind: 'notSent', failure: { verb, message: 'Braze did not list all schedule keys', resolution } };
}

function freedOutcome(keyContext: KeyContext, result: Freed): Outcome {
	const { key, endpoint } = keyContext;
	switch (result.kind) {
		case 'freed': {
			const { item, replaced } = result;
			const cancelled = replaced?.is === 'cancelled' ? { cancelled_schedule_id: replaced.id } : {};
			const note = sentences(
				lookFor(item),
				replaced && replaced.is !== 'cancelled' ? `${itsEarlier(replaced)} no longer exists` : '',
			);
			return { kind: 'sent', answer: { removed: 1, kept: 0, schedule_keys: [key], ...cancelled, note } };
		}
		case 'tooEarly':
			return later(
				`${named(key)} may still be in use`,
				endpoint,
				result.until,
				`It was claimed at ${result.item.since ?? ''}, and requests that Braze has not answered may arrive late`,
			);
		case 'none':
			return refused(
				`${named(key)} does not have to be freed`,
				endpoint,
				...(result.scheduled
					? [`It has the schedule ${scheduleOf(result.scheduled)}: cancel that to use the key again`]
					: result.freed
						? [`It was freed at ${result.freed.ended_at ?? ''}`, lookFor(result.freed)]
						: ['It is free, or was never used in this catalog']),
			);
		case 'notFreed':
			return notFreed(keyContext, result);
		case 'unknown': {
			const { item, failed, replaced } = result;
			const resolution = sentences(
				failed?.failure.message ?? '',
				`If the key is free, something new can be scheduled under it: first check in Braze whether the message of the claim from ${item.since ?? ''} exists`,
				replaced ? fateText(replaced) : '',
				'To make sure that the key is free, run this again',
			);
			const message = `${named(key)} may have been freed`;
			return { kind: 'unknown', failure: { verb: 'removed', message, resolution } };
		}
	}
}

/** Nothing was freed; the schedule that the claim was about to replace may have been cancelled all the same. */
function notFreed(
	keyContext: KeyContext,
	{ failed, replaced }: Extract<Freed, { kind: 'notFreed' }>,
): Outcome {
	const stays = `${named(keyContext.key)} was not freed: try again`;
	if (!replaced || !failed) return notTried(keyContext, failed, 'could not be freed');
	if (replaced.is === 'cancelled' || replaced.is === 'gone')
		return withNote(notTried(keyContext, failed, 'could not be freed'), fateText(replaced));
	const { failure } = withNote(failed, fateText(replaced), stays);
	return { ...failed, failure: { ...failure, verb: 'removed' } };
}

const lookFor = ({ since = '' }: KeyItem): string =>
	`Whether the message of the claim from ${since} exists is unknown: check Braze`;

const itsEarlier = ({ id }: Replaced): string => `The schedule ${id}, which the claim was about to replace,`;

const fateText = (replaced: Replaced): string => `${itsEarlier(replaced)} ${FATES[replaced.is]}`;

const FATES: Record<Replaced['is'], string> = {
	cancelled: 'was cancelled',
	gone: 'no longer exists',
	kept: 'could not be cancelled',
	unknown: 'may have been cancelled',
};
