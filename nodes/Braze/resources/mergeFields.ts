import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../operation';
import { optionsConditions, shownFor, type Conditions, type Shown } from './shownFor';

/** The collection that nearly all operations have, each with different options. */
const OPTIONS = 'options';

/** A field of one or more operations. */
interface Merged {
	readonly field: INodeProperties;
	readonly shown: Array<Shown & { readonly declared: INodeProperties }>;
	/** The fields that directly follow in an operation. */
	readonly next: Set<Merged>;
	/** The initial values of its options, by name. */
	readonly starts: Map<string, string>;
}

/**
 * Merges the fields of all operations: equal fields become one that is shown for several operations, because every
 * editor downloads this list. Each operation still shows its fields in the declared order.
 */
export function mergeFields(resources: readonly Resource[]): INodeProperties[] {
	const byContent = new Map<string, Merged[]>();
	for (const { value, operations } of resources)
		for (const operation of operations) addFields(byContent, value, operation);
	const existing = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation }) => ({ resource, operation })),
	);
	const properties: INodeProperties[] = [];
	for (const merged of inOrder([...byContent.values()].flat())) {
		const taken = merged.field.name === OPTIONS ? optionsShownFor(properties) : [];
		properties.push(...propertiesOf(merged, [...existing, ...taken]));
	}
	return properties;
}

function addFields(
	byContent: Map<string, Merged[]>,
	resource: string,
	{ value: operation, fields }: Operation,
): void {
	const used = new Set<Merged>();
	let previous: Merged | undefined;
	for (const declared of fields) {
		const content = contentOf(declared);
		const equal = byContent.get(content) ?? [];
		const starts = startsOf(declared);
		const known = equal.find(
			(one) => !used.has(one) && canFollow(one, previous) && haveSameStarts(one, starts),
		);
		const merged: Merged = known ?? { field: declared, shown: [], next: new Set(), starts: new Map() };
		starts.forEach(([name, start]) => merged.starts.set(name, start));
		if (!known) byContent.set(content, [...equal, merged]);
		merged.shown.push({ resource, operation, declared });
		previous?.next.add(merged);
		used.add(merged);
		previous = merged;
	}
}

/** What must be equal for fields to be merged. */
function contentOf(field: INodeProperties): string {
	return JSON.stringify(field.name === OPTIONS ? { ...field, options: [] } : field);
}

/** The initial value of each option when it is added. */
function startsOf(field: INodeProperties): Array<[name: string, start: string]> {
	if (field.name !== OPTIONS) return [];
	const options = (field.options ?? []) as INodeProperties[];
	return options
		.filter(({ type }) => type !== 'hidden')
		.map(({ name, type, default: value, typeOptions }) => [
			name,
			JSON.stringify([type, value, typeOptions?.multipleValues]),
		]);
}

/**
 * Whether options of the same name have the same initial value: n8n 1 gives an added option the default of the first
 * one with its name, even if another one is shown.
 */
function haveSameStarts({ starts }: Merged, others: ReturnType<typeof startsOf>): boolean {
	return others.every(([name, start]) => (starts.get(name) ?? start) === start);
}

/**
 * Whether a field can follow the previous one without contradicting another operation. Fast path: nearly always, it
 * already follows it in another operation.
 */
function canFollow(one: Merged, previous: Merged | undefined): boolean {
	return previous === undefined || previous.next.has(one) || !comesBefore(one, previous);
}

function comesBefore(one: Merged, other: Merged, seen = new Set<Merged>()): boolean {
	if (one === other) return true;
	seen.add(one);
	return [...one.next].some((next) => !seen.has(next) && comesBefore(next, other, seen));
}

/** Sorts the fields so that each comes before those that follow it in any operation. */
function inOrder(fields: readonly Merged[]): Merged[] {
	const backwards = new Set<Merged>();
	const visit = (field: Merged) => {
		if (backwards.has(field)) return;
		[...field.next].reverse().forEach(visit);
		backwards.add(field);
	};
	[...fields].reverse().forEach(visit);
	return [...backwards].reverse();
}

/**
 * Where options are shown already, including combinations of resource and operation that don't exist: these occur while
 * the user changes the resource.
 */
function optionsShownFor(properties: readonly INodeProperties[]): Shown[] {
	return properties
		.filter(({ name }) => name === OPTIONS)
		.flatMap(({ displayOptions }) => {
			const { resource, operation } = displayOptions?.show as unknown as Conditions;
			return resource.flatMap((one) => operation.map((other) => ({ resource: one, operation: other })));
		});
}

/**
 * The properties for a merged field. Resource and operation come first in the conditions, because n8n shows a field at
 * the first condition with an expression.
 */
function propertiesOf({ field, shown }: Merged, existing: readonly Shown[]): INodeProperties[] {
	return shownFor(shown, existing).map((conditions) => ({
		...field,
		...(field.name === OPTIONS && {
			options: mergeOptions(
				shown.filter(
					({ resource, operation }) =>
						conditions.resource.includes(resource) && conditions.operation.includes(operation),
				),
			),
		}),
		displayOptions: { ...field.displayOptions, show: { ...conditions, ...field.displayOptions?.show } },
	}));
}

/** Merges the options of several operations, in alphabetical order. Each is shown for the operations that have it. */
function mergeOptions(shown: Merged['shown']): INodeProperties[] {
	const byContent = new Map<string, { option: INodeProperties; for: Shown[] }>();
	for (const one of shown) {
		for (const option of (one.declared.options ?? []) as INodeProperties[]) {
			const content = JSON.stringify(option);
			byContent.set(content, { option, for: [...(byContent.get(content)?.for ?? []), one] });
		}
	}
	return [...byContent.values()]
		.flatMap(({ option, for: wanted }) => {
			const all = optionsConditions(wanted, shown);
			return all.map((show) =>
				show
					? {
							...option,
							displayOptions: { ...option.displayOptions, show: { ...show, ...option.displayOptions?.show } },
						}
					: option,
			);
		})
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
}
