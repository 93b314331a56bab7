import type { INodeProperties } from 'n8n-workflow';

/** Whether an operation offers an option: a workflow may still have it from the operation that was chosen before. */
export const offersOption = (fields: readonly INodeProperties[], wanted: string): boolean =>
	fields.some(
		({ name, options = [] }) => name === 'options' && options.some((option) => option.name === wanted),
	);

/** The collection of options, in alphabetical order as n8n requires. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
