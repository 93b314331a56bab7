import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readIdentifier } from '../../schemas/identifier';
import { isObject } from '../../schemas/json';

const LABEL = 'Deduplicate By';

/** A key that makes a repeated event send once: CRM webhooks are delivered at least once. */
export const deduplicateByOption: INodeProperties = {
	displayName: LABEL,
	name: 'deduplicateBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.deal_id }}-{{ $json.stage }}',
	description:
		'A key of the event, such as a deal and its stage. Items whose key this node already sent in an earlier execution, including manual ones, are skipped and marked as such. The last 10,000 keys are kept.',
};

/** Returns the key of an item, or `undefined` if the option is not used. Throws an InputError if it is empty. */
export function readDeduplicationKey(item: ItemReader): string | undefined {
	const options = item.get('options', {});
	const key = isObject(options) ? options.deduplicateBy : undefined;
	return isObject(options) && 'deduplicateBy' in options ? readIdentifier(LABEL, key) : undefined;
}
