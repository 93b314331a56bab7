import type { INodeExecutionData } from 'n8n-workflow';

import { isErrorItem } from './resultItems';

/**
 * Adds the fields of its input item to each output item, behind its own: where names are the same, the result counts.
 * Error items stay as they are: n8n recognizes them by having nothing but the error, and adds the input itself.
 */
export function withInputFields(
	results: readonly INodeExecutionData[],
	input: readonly INodeExecutionData[],
): INodeExecutionData[] {
	return results.map((result) => {
		const { json, pairedItem } = result;
		if (isErrorItem(json) || typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return result;
		return { ...result, json: { ...json, ...input[pairedItem.item].json, ...json } };
	});
}
