import type { Delivered } from './outcome';

/** How many input items ended how, and the schedules that exist now. An item with several requests counts by its worst. */
export interface Tally {
	readonly sent: number;
	readonly refused: number;
	readonly notSent: number;
	readonly unknown: number;
	/** No endpoint of Braze lists them: whoever loses one cannot cancel it. */
	readonly scheduleIds: readonly string[];
}

const WORST_FIRST = ['unknown', 'refused', 'notSent', 'sent'] as const;

/** Counts the outcomes of a run by input item. */
export function tally(delivered: readonly Delivered[]): Tally {
	const worst = new Map<number, number>();
	const scheduleIds: string[] = [];
	for (const { parts, outcome } of delivered) {
		const rank = WORST_FIRST.indexOf(outcome.kind);
		for (const { item } of parts) worst.set(item, Math.min(rank, worst.get(item) ?? rank));
		const id = outcome.kind === 'sent' ? outcome.answer.schedule_id : undefined;
		if (typeof id === 'string') scheduleIds.push(id);
	}
	const count = (kind: (typeof WORST_FIRST)[number]) => [...worst.values()].filter((rank) => WORST_FIRST[rank] === kind).length;
	return { sent: count('sent'), refused: count('refused'), notSent: count('notSent'), unknown: count('unknown'), scheduleIds };
}

/** The tally in a sentence: `Of 10 items 7 were sent, 1 refused, 2 not sent.` */
export function sayTally({ sent, refused, notSent, unknown }: Tally): string {
	const all = sent + refused + notSent + unknown;
	const parts = [`${sent} ${sent === 1 ? 'was' : 'were'} sent`];
	if (refused > 0) parts.push(`${refused} refused`);
	if (notSent > 0) parts.push(`${notSent} not sent`);
	if (unknown > 0) parts.push(`${unknown} unclear`);
	return `Of ${all} ${all === 1 ? 'item' : 'items'} ${parts.join(', ')}.`;
}
