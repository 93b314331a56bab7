import type { NodeExecutionHint } from 'n8n-workflow';

import type { Combine } from './entry';
import type { Delivered } from './outcome';
import { plan, type PlacedEntry } from './plan';
import type { Rejected } from './results';

/** Saving fewer requests than this is not worth a hint. */
const WORTH_SAYING = 5;

/** What to tell after a run about items that went well: said once, with the number of items it concerns. */
export function itemHints(entries: readonly PlacedEntry[]): NodeExecutionHint[] {
	return sayEach(entries.flatMap(({ item, entry }) => (entry.hints ?? []).map((message) => ({ item, message }))));
}

/** Notices and non-fatal errors in Braze's answers: it said "success", and may send nothing all the same. */
export function answerHints(delivered: readonly Delivered[]): NodeExecutionHint[] {
	const said = delivered.flatMap(({ parts, outcome }) => {
		if (outcome.kind !== 'sent') return [];
		const { notice, errors } = outcome.answer;
		const messages: string[] = [];
		if (typeof notice === 'string' && notice !== '') messages.push(`Braze took the request but says: ${notice}`);
		if (Array.isArray(errors) && errors.length > 0) messages.push("Braze took the request but left something out: see 'errors' in the output.");
		return parts.flatMap(({ item }) => messages.map((message) => ({ item, message })));
	});
	return sayEach(said);
}

/** What a retry left out since it was sent before. */
export function memoryHints(delivered: readonly Delivered[]): NodeExecutionHint[] {
	const known = new Set(delivered.filter(({ outcome }) => 'fromMemory' in outcome).flatMap(({ parts }) => parts.map(({ item }) => item)));
	if (known.size === 0) return [];
	return [hint(`${items(known.size)} of this run had been handled by an earlier try and ${known.size === 1 ? 'was' : 'were'} not sent again.`, 'info')];
}

/** How many requests 'Combine Items' would save, where it is off. */
export function combineHint(entries: readonly PlacedEntry[], requests: number, combine: Combine): NodeExecutionHint[] {
	const combined = plan(entries, { combine, acrossItems: true }).length;
	if (requests - combined < WORTH_SAYING) return [];
	return [
		hint(
			`This run takes ${requests} requests. With 'Combine Items' in the options it would take ${combined}, and the items that share a request would share its result.`,
			'info',
		),
	];
}

/** How many items were handed back, where the run goes on in spite of it. */
export function rejectedHints(rejected: readonly Rejected[]): NodeExecutionHint[] {
	return rejected.length === 0 ? [] : [hint(`${items(rejected.length)} could not be sent. Each says why in 'error'.`, 'warning')];
}

function sayEach(said: Array<{ item: number; message: string }>): NodeExecutionHint[] {
	const byMessage = new Map<string, Set<number>>();
	for (const { item, message } of said) byMessage.set(message, (byMessage.get(message) ?? new Set()).add(item));
	return [...byMessage].map(([message, concerned]) => hint(`${message} (${items(concerned.size)})`, 'warning'));
}

const items = (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`;

const hint = (message: string, type: 'info' | 'warning'): NodeExecutionHint => ({ message, type, location: 'outputPane' });
