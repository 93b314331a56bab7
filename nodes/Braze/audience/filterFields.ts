import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Something that a filter can test, with the comparisons and values that fit its type. */
export interface FilterKind {
	readonly name: string;
	readonly value: string;
	/** The key of Braze's filter. */
	readonly filter:
		| 'custom_attribute'
		| 'email_subscription_status'
		| 'push_subscription_status'
		| 'last_used_app';
	/** A new filter starts with the first one. */
	readonly comparisons: INodePropertyOptions[];
	/** The parameter for the comparison: one per type, so that each has its own list. */
	readonly comparisonName: string;
	readonly values: ValueField[];
}

/** A field for the value of some comparisons. */
export interface ValueField {
	readonly field: INodeProperties;
	/** The comparisons that this value belongs to. */
	readonly comparisons: readonly string[];
	/**
	 * Converts the value to its type in Braze, or throws an InputError. Whether the value itself is valid is checked
	 * later.
	 */
	readonly read: (field: string, raw: unknown, zone: string) => unknown;
}

export const PRESENCE: INodePropertyOptions[] = [
	{ name: 'Does Not Exist', value: 'does_not_exist' },
	{ name: 'Exists', value: 'exists' },
];

/** The field with the comparisons of a kind, in alphabetical order as n8n requires. */
export function comparisonField({ value, comparisons, comparisonName }: FilterKind): INodeProperties {
	return {
		...comparison,
		name: comparisonName,
		options: [...comparisons].sort((a, b) => a.name.localeCompare(b.name)),
		default: comparisons[0].value as string,
		displayOptions: { show: { kind: [value] } },
	};
}

/** The value fields of a kind, each shown for its comparisons. */
export function valueFields({ value, comparisonName, values }: FilterKind): INodeProperties[] {
	return values.map(({ field, comparisons }) => ({
		...field,
		displayOptions: { show: { kind: [value], [comparisonName]: [...comparisons] } },
	}));
}

const comparison: INodeProperties = {
	displayName: 'Comparison',
	name: 'comparison',
	type: 'options',
	options: [],
	default: '',
	description: 'How the value is compared',
};
