import type { NodeExecutionHint } from 'n8n-workflow';

import type { ItemWarning } from '../rejections';
import { itemCount } from './summary';

/** A hint above the output, in yellow. */
export const warning = (message: string): NodeExecutionHint => ({
	message,
	type: 'warning',
	location: 'outputPane',
});

/** A hint above the output, in blue. */
export const info = (message: string): NodeExecutionHint => ({
	message,
	type: 'info',
	location: 'outputPane',
});

/** More different messages than this are only counted: nobody reads them all. */
const MAX_MESSAGES = 10;

/** The parts of a remark that vary: names in quotes, and numbers. */
const VALUES = /'[^']*'|“[^”]*”|"[^"]*"|\d[\d.,:]*/g;

/** Shows each kind of remark once, with the number of items it applies to: those that differ only in their values are one kind. */
export function hintPerMessage(remarks: readonly ItemWarning[]): NodeExecutionHint[] {
	const kinds = new Map<string, { message: string; affected: Set<number>; others: boolean }>();
	for (const { item, message } of remarks) {
		const key = message.replace(VALUES, '…');
		const kind = kinds.get(key) ?? { message, affected: new Set(), others: false };
		kind.affected.add(item);
		kind.others ||= kind.message !== message;
		kinds.set(key, kind);
	}
	const hints = [...kinds.values()]
		.slice(0, MAX_MESSAGES)
		.map(({ message, affected, others }) =>
			warning(`${message} (${others ? 'and similar for others, ' : ''}${itemCount(affected.size)})`),
		);
	const more = kinds.size - hints.length;
	return more > 0 ? [...hints, warning(`${more} more ${more === 1 ? 'hint' : 'hints'} like this.`)] : hints;
}
