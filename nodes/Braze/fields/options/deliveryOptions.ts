import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import type { DeliveryOptions } from '../../delivery/runRecord';
import {
	checkRecipientsOption,
	peopleLimitOption,
	reachLimitOption,
	readChecks,
	readRecipientLimit,
} from './checks';
import {
	combineFiftyOption,
	readCombineItems,
	readRequestOptions,
	requestOptionFields,
	resendUnclearOption,
} from './commonOptions';
import {
	deduplicateByOption,
	identicalMessagesOption,
	readRememberedKeys,
	readRepeatRules,
	rememberedKeysOption,
	repeatedAudiencesOption,
} from './repeats';
import { formerDryRunOption, formerTestRecipientsOption, readTrial } from './mode';

/** Options of operations that delete something other than people. */
export const deletionOptionFields: INodeProperties[] = [...requestOptionFields, ...formerDryRunOption];

/** Options of operations that change people and send no messages. */
export const changeOptionFields: INodeProperties[] = [...deletionOptionFields, peopleLimitOption];

/** Options of operations that change up to 50 people per request. */
export const batchOptionFields: INodeProperties[] = [...changeOptionFields, combineFiftyOption];

/** Options of lookups with up to 50 items per request. */
export const batchReadOptionFields: INodeProperties[] = [...requestOptionFields, combineFiftyOption];

/** Options of every operation that sends messages. */
export const deliveryOptionFields: INodeProperties[] = [
	...requestOptionFields,
	checkRecipientsOption,
	deduplicateByOption,
	rememberedKeysOption,
	...formerDryRunOption,
	identicalMessagesOption,
	repeatedAudiencesOption,
	reachLimitOption,
	resendUnclearOption,
	...formerTestRecipientsOption,
];

/**
 * Reads the mode and the options of a run from the saved parameters, before any item.
 *
 * @param fields the parameters of the operation
 * @throws {InputError} naming the field or option
 */
export function readDeliveryOptions(
	saved: INodeParameters,
	fields: readonly INodeProperties[],
): DeliveryOptions {
	const options = (saved.options ?? {}) as Readonly<Record<string, unknown>>;
	const { combineItems, recipientLimit } = options;
	return {
		...readTrial(saved, fields, options),
		...readRequestOptions(options),
		...readChecks(options),
		...(combineItems !== undefined && { combineItems: readCombineItems(combineItems) }),
		...(recipientLimit !== undefined && { recipientLimit: readRecipientLimit(recipientLimit) }),
		repeats: readRepeatRules(options),
		rememberedKeys: readRememberedKeys(options.rememberedKeys),
	};
}
