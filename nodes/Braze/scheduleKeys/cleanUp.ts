import { chunk } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { KeyCleanUp } from '../delivery/entry';
import type { Around } from '../delivery/send/sendAll';
import { storesOf, type KeySending } from './aroundKeys';
import { keyId } from './keyId';
import { lastMoment, recordIn } from './record';
import { withNote } from './words';

/** As many items as Braze accepts in one request. */
const BATCH = 50;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes the chosen ones of the records that the request lists. The answer says how many, and their keys. */
export function aroundCleanUp(sending: KeySending): Around {
	return async (request, send) => {
		const { keyCleanUp } = request.envelope;
		const outcome = await send(request);
		if (outcome.kind !== 'sent' || !keyCleanUp) return outcome;
		const listed = (outcome.answer.items ?? []) as IDataObject[];
		const chosen = listed.filter((item) => isChosen(item, keyCleanUp, sending.clock.now()));
		const { before: store } = storesOf(sending.keys.catalog, sending);
		let removed = 0;
		for (const batch of chunk(chosen, BATCH)) {
			const answer = await store.removeMany(batch.map(({ id }) => String(id)));
			if ('failed' in answer)
				return withNote(answer.failed, `${removed} of ${chosen.length} records were removed before that`);
			removed += batch.length;
		}
		return { ...outcome, answer: { removed, kept: listed.length - removed, schedule_keys: keysOf(chosen) } };
	};
}

function isChosen(item: IDataObject, cleanUp: KeyCleanUp, now: number): boolean {
	if ('key' in cleanUp) {
		const id = keyId(cleanUp.kind, cleanUp.key);
		return item.id === id || String(item.id).startsWith(`${id}-`);
	}
	const record = recordIn(item);
	const before = now - cleanUp.olderThanDays * DAY_MS;
	if (record.state === 'scheduled') return lastMoment(record) < before;
	// A lock outlives the cancelled schedule. It is useless once late executions have given up.
	if (record.state === 'closing') return Date.parse(record.since) < before;
	return cleanUp.unconfirmed && Date.parse(record.since) < before;
}

/** The keys themselves, without those of locks. */
function keysOf(items: readonly IDataObject[]): string[] {
	const records = items.map(recordIn).filter(({ state }) => state !== 'closing');
	return [...new Set(records.map(({ schedule_key: key }) => key))];
}
