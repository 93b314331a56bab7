import type { INodeProperties } from 'n8n-workflow';

import { combineRecipientsOption, optionsField } from '../../fields/options/commonOptions';
import { deliveryOptionFields } from '../../fields/options/deliveryOptions';
import { deliveryModeFields } from '../../fields/options/mode';
import { entryPropertiesOptions, formerEntryPropertiesFields } from '../../fields/content/properties';
import { preflightOption } from '../../fields/options/checks';
import { sendToFields, sendToTarget, targetedEntry } from '../../recipients/sendTo';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { RECIPIENTS } from '../../recipients/recipient';
import { triggeredContent, sendingEndpoint, type TriggeredKind } from './triggeredKind';
import { preflightOf } from './preflight';

/** What only immediate sending supports: options, and the members of the body that they become. */
export interface SendNowOnly {
	readonly options: INodeProperties[];
	/** Reads `options` and the target. Throws an InputError. */
	readonly read: (item: ItemReader) => Record<string, unknown>;
}

/**
 * Sends an API-triggered Canvas or campaign immediately.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases
 */
export function sendNowOf(
	kind: TriggeredKind,
	only: SendNowOnly = { options: [], read: () => ({}) },
): Operation {
	const { wording, choice } = kind;
	const endpoint = sendingEndpoint(kind, 'trigger/send');
	const target = sendToTarget(kind.recipients);
	return {
		name: 'Send Now',
		value: 'sendNow',
		action: `Send ${wording.word.toLowerCase()} messages now`,
		description: `Send an API-triggered ${wording.word} immediately`,
		fields: [
			...deliveryModeFields,
			choice.field,
			...sendToFields(wording),
			...formerEntryPropertiesFields(wording),
			optionsField([
				combineRecipientsOption(
					true,
					'They then share one dispatch ID. Each person still gets their own message.',
				),
				...deliveryOptionFields,
				...entryPropertiesOptions(wording),
				preflightOption,
				...kind.options,
				...only.options,
			]),
		],
		endpoint,
		preflight: preflightOf(kind),
		safety: 'notIdempotent',
		combine: { ...RECIPIENTS, byDefault: true },
		entry: targetedEntry(target, (item) => {
			const content = triggeredContent(kind, item);
			return { ...content, body: { ...content.body, ...only.read(item) } };
		}),
	};
}
