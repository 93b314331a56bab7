import type { Outcome, Rejected, RequestOutcome } from '../delivery/outcome';
import type { ItemEntry, PlannedRequest } from '../delivery/plan/requests';
import { plan } from '../delivery/plan/plan';
import type { Interceptor, RunContext } from '../delivery/send/interceptor';
import type { Operation } from '../operation';
import { bookingOf, moveOf, openCatalog, requestsIn, type Catalog } from './bulkKeys';
import { carryOut, messagesOf } from './carryOut';
import { ScheduleKey, type KeyUse } from './key';
import { changedOutcome, withUnseen } from './changedOutcomes';
import { scheduledOutcome, type Keyed } from './outcomes';
import { cancelListed, moveNoted } from './protocol/bulkChanging';
import { scheduleAs } from './protocol/bulkScheduling';
import { keyId } from './protocol/items';
import type { Protocol } from './protocol/protocol';
import { schedule } from './protocol/scheduling';
import { KeyStore } from './store';

/** Rejects items whose schedule key would stand for several schedules: their recipients do not fit into one request. */
export function refuseSplitKeys(
	entries: readonly ItemEntry[],
	{ combine, safety }: Pick<Operation, 'combine' | 'safety'>,
): Rejected[] {
	return entries.flatMap((placed) => {
		const requests =
			placed.entry.envelope.companion instanceof ScheduleKey
				? plan([{ ...placed, done: undefined }], { combine, safety, acrossItems: false }).length
				: 1;
		if (requests <= 1) return [];
		return [
			{
				item: placed.item,
				message: `'Schedule Key' stands for one schedule, but the recipients of this item need ${requests}`,
				resolution: `Braze accepts up to ${combine?.limit ?? 50} different people in one schedule. Split the item, and give each part a key of its own.`,
			},
		];
	});
}

/**
 * Claims the key of a request before it is sent, and stores its schedule; a request without a key is sent as it is.
 *
 * @param requests those of the run; none if not all are known yet
 * @returns `undefined` if none of them has a key
 */
export function keyInterceptor(
	use: KeyUse,
	context: RunContext,
	requests: readonly PlannedRequest[],
): Interceptor | undefined {
	if (requests.length > 0 && !requests.some(({ envelope }) => envelope.companion)) return undefined;
	const catalogs = new Map<string, Catalog>();
	const intercept: Interceptor = async (request, send, breaker) => {
		const { companion } = request.envelope;
		if (!(companion instanceof ScheduleKey)) return await send(request);
		const name = companion.settings.catalog;
		const catalog =
			catalogs.get(name) ??
			openCatalog(use, context, requestsIn(name, requests), new KeyStore(name, context));
		catalogs.set(name, catalog);
		const messages = messagesOf(use, context, request, { send, breaker });
		const run = async <R>(protocol: Protocol<R>) =>
			await carryOut(protocol, context, catalog.store, messages);
		const keyContext = { key: companion.key, catalog: name, endpoint: context.endpoint };
		return await underKey({ use, request, companion, keyContext }, catalog, context.clock, run);
	};
	const finish = async (delivered: readonly RequestOutcome[]) => {
		const unseen = new Set<number>();
		for (const { bulk } of catalogs.values()) {
			await bulk?.bookings?.finish();
			await bulk?.moves?.finish();
			for (const item of (await bulk?.cancelled?.unseen()) ?? []) unseen.add(item);
		}
		return unseen.size > 0 ? withUnseen(delivered, unseen) : delivered;
	};
	return Object.assign(intercept, { finish });
}

/** Does what a request wants under its key, by what the run found out about all its keys if there are many. */
async function underKey(
	keyed: Keyed,
	{ bulk }: Catalog,
	clock: RunContext['clock'],
	run: <R>(protocol: Protocol<R>) => Promise<R>,
): Promise<Outcome> {
	const { use, request, companion } = keyed;
	switch (use.does) {
		case 'schedule': {
			const booking = bookingOf(use, request, companion);
			const verdict = await bulk?.bookings?.take(booking.root);
			const scheduled = await run(verdict ? scheduleAs(verdict) : schedule(booking));
			return scheduledOutcome(keyed, scheduled, clock.now());
		}
		case 'move': {
			const wanted = moveOf(use, companion);
			const noted = await bulk?.moves?.take(wanted.root);
			return changedOutcome(keyed, await run(moveNoted(wanted, noted)));
		}
		case 'cancel': {
			const root = keyId(use.kind, companion.key);
			const listing = await bulk?.listing?.take(root);
			const cancelled = await run(cancelListed(root, listing));
			if (listing && cancelled.kind === 'changed' && cancelled.later)
				bulk?.cancelled?.add(request.parts[0].item, cancelled.later, listing);
			return changedOutcome(keyed, cancelled);
		}
	}
}
