import type { IExecuteFunctions } from 'n8n-workflow';

import { KeyClaims } from '../../../nodes/Braze/delivery/deduplication/keyClaims';
import { RememberedKeys } from '../../../nodes/Braze/delivery/deduplication/rememberedKeys';
import { plan } from '../../../nodes/Braze/delivery/plan/plan';
import type { ItemEntry } from '../../../nodes/Braze/delivery/plan/requests';
import { forgottenKeysHints } from '../../../nodes/Braze/delivery/results/hints';
import { requestSender } from '../../../nodes/Braze/delivery/send/sendAll';
import { answered, combineUpTo, entry, envelopeOf, sendingTo } from '../../support/delivery';
import { nextTurn, pass } from '../../support/timers';

const combine = combineUpTo(50);
const envelope = envelopeOf('a');

/** n8n as far as it remembers keys: the last `maxEntries`, in the order in which they were recorded. */
function n8nMemory({ accessMs = 0 } = {}) {
	const keys = new Set<string>();
	let accesses = 0;
	const helpers = {
		checkProcessedAndRecord: async (items: string[], _scope: string, options: { maxEntries: number }) => {
			accesses += 1;
			await (accessMs > 0 ? pass(accessMs) : nextTurn());
			const processed = items.filter((item) => keys.has(item));
			items.forEach((item) => keys.add(item));
			for (const oldest of keys) {
				if (keys.size <= options.maxEntries) break;
				keys.delete(oldest);
			}
			return { new: [], processed };
		},
		removeProcessed: async (items: string[]) =>
			await Promise.resolve(items.forEach((item) => keys.delete(item))),
	};
	const ctx = { helpers, getWorkflow: () => ({ id: 'w' }), getNode: () => ({ id: 'n' }) };
	return { keys, ctx: ctx as unknown as IExecuteFunctions, accesses: () => accesses };
}

const keyed = (count: number): ItemEntry[] =>
	Array.from({ length: count }, (_, item) =>
		entry(item, [`p${item}`], envelope, { deduplicationKey: `key ${item}` }),
	);

/** Sends entries as a run does. Returns how many people were sent to, and skipped. */
async function run(ctx: IExecuteFunctions, entries: ItemEntry[], capacity: number) {
	const claims = new KeyClaims(new RememberedKeys(ctx, capacity), entries);
	const send = requestSender(sendingTo(() => answered(201), { claims }));
	let sent = 0;
	for (let round = claims.next(); round.length > 0; round = claims.next())
		sent += (await send(plan(round, { combine, acrossItems: true, safety: 'notIdempotent' }))).flatMap(
			({ parts }) => parts,
		).length;
	return { sent, skipped: claims.skipped.length, problem: await claims.settle() };
}

it('sends nothing twice with 100,000 remembered keys, which are written 200 times and looked up as often', async () => {
	const { ctx, keys, accesses } = n8nMemory();
	expect(await run(ctx, keyed(100_000), 100_000)).toEqual({ sent: 100_000, skipped: 0, problem: undefined });
	expect([keys.size, accesses()]).toEqual([100_000, 2 * 200 + 1]);
	expect(await run(ctx, keyed(100_000), 100_000)).toEqual({ sent: 0, skipped: 100_000, problem: undefined });
});

it('records keys again that a worker has overwritten which was writing at the same time', async () => {
	const { ctx, keys } = n8nMemory({ accessMs: 20 });
	const overwritten = (async () => {
		while (!keys.has('key')) await nextTurn();
		await pass(25);
		keys.delete('key');
	})();
	await new RememberedKeys(ctx, 10_000).claim(['key']);
	await overwritten;
	expect([...keys]).toEqual(['key']);
});

it('keeps the last keys of a run that has more than are remembered', async () => {
	const { ctx, keys } = n8nMemory();
	await run(ctx, keyed(10_300), 10_000);
	expect([keys.size, keys.has('key 299'), keys.has('key 300'), keys.has('key 10299')]).toEqual([
		10_000,
		false,
		true,
		true,
	]);
});

it('warns of a run that has more keys than are remembered', () => {
	expect(forgottenKeysHints(keyed(10_000), 10_000)).toEqual([]);
	expect(forgottenKeysHints([...keyed(10_000), ...keyed(10_000)], 10_000)).toEqual([]);
	expect(forgottenKeysHints(keyed(10_001), 10_000)[0].message).toContain(
		"10001 different keys of 'Deduplicate By', but n8n keeps 10000",
	);
	expect(forgottenKeysHints(keyed(10_001), 20_000)).toEqual([]);
});
