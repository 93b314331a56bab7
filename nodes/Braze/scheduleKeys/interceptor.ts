import type { Outcome, RequestOutcome } from '../delivery/outcome';
import type { PlannedRequest } from '../delivery/plan/parts';
import type { Interceptor, RunContext } from '../delivery/send/interceptor';
import { cancelListed, moveNoted } from './bulkChanging';
import { scheduleAs } from './bulkScheduling';
import { keyId } from './items';
import { ScheduleKey, type KeyUse } from './key';
import { bookingOf, moveOf, openCatalog, requestsIn, type Catalog } from './manyKeys';
import { changedOutcome, scheduledOutcome, withUnseen, type Keyed } from './outcomes';
import type { Protocol } from './protocol';
import { carryOut, messagesOf } from './run';
import { schedule } from './scheduling';
import { KeyStore } from './store';

/** Claims and stores the key of a request around it; a request without a key is sent as it is. */
export function keyInterceptor(
	use: KeyUse,
	context: RunContext,
	requests: readonly PlannedRequest[],
): Interceptor {
	const catalogs = new Map<string, Catalog>();
	const intercept: Interceptor = async (request, send) => {
		const { companion } = request.envelope;
		if (!(companion instanceof ScheduleKey)) return await send(request);
		const name = companion.settings.catalog;
		const catalog =
			catalogs.get(name) ??
			openCatalog(use, context, requestsIn(name, requests), new KeyStore(name, context));
		catalogs.set(name, catalog);
		const messages = messagesOf(use, context, request, send);
		const run = async <R>(protocol: Protocol<R>) =>
			await carryOut(protocol, context, catalog.store, messages);
		const subject = { key: companion.key, catalog: name, endpoint: context.endpoint };
		return await underKey({ use, request, companion, subject }, catalog, context.clock, run);
	};
	const finish = async (delivered: readonly RequestOutcome[]) => {
		const unseen = new Set<number>();
		for (const { many } of catalogs.values()) {
			await many?.bookings?.finish();
			await many?.moves?.finish();
			for (const item of (await many?.cancelled?.unseen()) ?? []) unseen.add(item);
		}
		return unseen.size > 0 ? withUnseen(delivered, unseen) : delivered;
	};
	return Object.assign(intercept, { finish });
}

/** Does what a request wants under its key: for many keys of a run, what was found out about all of them is used. */
async function underKey(
	keyed: Keyed,
	{ many }: Catalog,
	clock: RunContext['clock'],
	run: <R>(protocol: Protocol<R>) => Promise<R>,
): Promise<Outcome> {
	const { use, request, companion } = keyed;
	switch (use.does) {
		case 'schedule': {
			const booking = bookingOf(use, request, companion);
			const verdict = await many?.bookings?.take(booking.root);
			const scheduled = await run(verdict ? scheduleAs(verdict) : schedule(booking));
			return scheduledOutcome(keyed, scheduled, clock.now());
		}
		case 'move': {
			const wanted = moveOf(use, companion);
			const noted = await many?.moves?.take(wanted.root);
			return changedOutcome(keyed, await run(moveNoted(wanted, noted)));
		}
		case 'cancel': {
			const root = keyId(use.kind, companion.key);
			const listing = await many?.listing?.take(root);
			const cancelled = await run(cancelListed(root, listing));
			if (listing && cancelled.kind === 'changed' && cancelled.later)
				many?.cancelled?.add(request.parts[0].item, cancelled.later, listing);
			return changedOutcome(keyed, cancelled);
		}
	}
}
