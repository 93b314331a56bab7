import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** The longest answer for an AI agent, in characters of JSON: about 6,000 tokens. A list of fifty Canvases fits. */
const MAX_CHARACTERS = 20_000;

const ADVICE = 'Request less: use a lower limit, a filter, fewer days or no breakdowns.';

/**
 * Cuts lookup results down to what an AI agent can process, and says what is missing: a model that gets more forgets
 * its task or rejects the response. Results of sending are never cut, because a schedule without its ID cannot be
 * cancelled.
 */
export function truncateForAgent(items: INodeExecutionData[]): INodeExecutionData[] {
	// Without any items, an agent would get an empty string, which says nothing.
	if (items.length === 0) return [{ json: { found: 0 } }];
	let room = MAX_CHARACTERS;
	const fitting = items.findIndex(({ json }) => (room -= sizeOf(json)) < 0);
	if (fitting < 0) return items;
	if (fitting === 0)
		return [{ ...items[0], json: withoutLargest(items[0].json) }, ...truncationNote(items, 1)];
	return [...items.slice(0, fitting), ...truncationNote(items, fitting)];
}

function truncationNote(items: readonly INodeExecutionData[], shown: number): INodeExecutionData[] {
	const left = items.length - shown;
	if (left === 0) return [];
	return [
		{
			json: {
				left_out: left,
				reason: `Only ${shown} of ${items.length} fit in a response to an AI agent. ${ADVICE}`,
			},
			pairedItem: items[shown].pairedItem,
		},
	];
}

/** A single item without its largest members, as many as it takes; their names stay. */
function withoutLargest(json: IDataObject): IDataObject {
	const bySize = Object.keys(json).sort((a, b) => sizeOf(json[a]) - sizeOf(json[b]));
	let room = MAX_CHARACTERS;
	const kept = new Set(bySize.filter((name) => (room -= sizeOf(json[name]) + name.length) >= 0));
	const left = Object.keys(json).filter((name) => !kept.has(name));
	return {
		...Object.fromEntries(Object.entries(json).filter(([name]) => kept.has(name))),
		left_out: left,
		reason: `These do not fit in a response to an AI agent. ${ADVICE}`,
	};
}

const sizeOf = (value: unknown): number => (JSON.stringify(value) ?? '').length + 1;
