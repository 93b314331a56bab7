import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../operation';
import { shownFor, type Conditions, type Shown } from './shownFor';

/** One field of one or more operations, with the fields that have to come after it. */
interface Merged {
	readonly field: INodeProperties;
	readonly shown: Shown[];
	readonly after: Set<Merged>;
}

/**
 * The fields of all operations, where fields that are equal become one that is shown for several operations. Every
 * editor downloads this list. Each operation shows the same fields in the same order as it declares them.
 */
export function mergeFields(resources: readonly Resource[]): INodeProperties[] {
	const fields: Merged[] = [];
	const byContent = new Map<string, Merged[]>();
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) mergeOperation(fields, byContent, resource, operation);
	}
	const existing = resources.flatMap(({ value: resource, operations }) => operations.map(({ value: operation }) => ({ resource, operation })));
	return inOrder(fields).flatMap(({ field, shown }) => shownFor(shown, existing).map((conditions) => withConditions(field, conditions)));
}

function mergeOperation(fields: Merged[], byContent: Map<string, Merged[]>, resource: string, { value: operation, fields: declared }: Operation): void {
	const used = new Set<Merged>();
	let previous: Merged | undefined;
	for (const field of declared) {
		const content = JSON.stringify(field);
		const equal = byContent.get(content) ?? [];
		const merged = equal.find((one) => !used.has(one) && !(previous && reaches(one, previous))) ?? { field, shown: [], after: new Set<Merged>() };
		if (merged.shown.length === 0) {
			fields.push(merged);
			byContent.set(content, [...equal, merged]);
		}
		merged.shown.push({ resource, operation });
		previous?.after.add(merged);
		used.add(merged);
		previous = merged;
	}
}

/** Whether a field has to come before another, so that it cannot come after it too. */
function reaches(from: Merged, to: Merged, seen = new Set<Merged>()): boolean {
	if (from === to) return true;
	seen.add(from);
	return [...from.after].some((next) => !seen.has(next) && reaches(next, to, seen));
}

/** Sorts the fields so that each comes before those in its `after`. */
function inOrder(fields: readonly Merged[]): Merged[] {
	const sorted = new Set<Merged>();
	const visit = (field: Merged) => {
		if (sorted.has(field)) return;
		[...field.after].reverse().forEach(visit);
		sorted.add(field);
	};
	[...fields].reverse().forEach(visit);
	return [...sorted].reverse();
}

/** Resource and operation come first: n8n shows a field at the first condition that holds an expression. */
function withConditions(field: INodeProperties, conditions: Conditions): INodeProperties {
	return { ...field, displayOptions: { ...field.displayOptions, show: { ...conditions, ...field.displayOptions?.show } } };
}
