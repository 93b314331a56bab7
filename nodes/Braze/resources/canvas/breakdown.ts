import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readBoolean } from '../../fields/values';
import type { ItemReader } from '../../itemReader';

/** The options for breakdowns in a Canvas's analytics. */
export const breakdownOptions: INodeProperties[] = [
	{
		displayName: 'Include Deleted Steps',
		name: 'includeDeletedStepData',
		type: 'boolean',
		default: false,
		description: 'Whether to include steps that have been deleted',
	},
	{
		displayName: 'Include Step Breakdown',
		name: 'includeStepBreakdown',
		type: 'boolean',
		default: false,
		description: 'Whether to include numbers for each step',
	},
	{
		displayName: 'Include Variant Breakdown',
		name: 'includeVariantBreakdown',
		type: 'boolean',
		default: false,
		description: 'Whether to include numbers for each variant',
	},
];

/** Reads the chosen breakdowns as a query. Throws an InputError. */
export function readBreakdown(item: ItemReader): IDataObject {
	const options = item.options();
	const byVariant = item.get('analyticsOutput', 'days') === 'variants';
	return {
		...((byVariant || readBoolean('Include Variant Breakdown', options.includeVariantBreakdown)) && {
			include_variant_breakdown: true,
		}),
		...(readBoolean('Include Step Breakdown', options.includeStepBreakdown) && {
			include_step_breakdown: true,
		}),
		...(readBoolean('Include Deleted Steps', options.includeDeletedStepData) && {
			include_deleted_step_data: true,
		}),
	};
}
