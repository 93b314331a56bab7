import type { IDataObject } from 'n8n-workflow';

import type { Entry } from '../delivery/entry';
import type { ItemReader } from '../itemReader';
import type { RecipientProperties } from '../schemas/recipient';
import { readRecipients } from './recipients';
import { REACH_PARAMETERS, readReach } from './sendTo';

/** What a trigger endpoint is told besides its target: the same for all items that name no expression. */
export interface TriggerContent {
	/** The Canvas or campaign that is triggered, as it stands in the body. */
	readonly subject: Readonly<Record<string, string>>;
	/** The rest of the body. */
	readonly content: Readonly<Record<string, unknown>>;
	/** Keys that the output gets besides Braze's answer. */
	readonly report: IDataObject;
	readonly hints?: readonly string[];
}

/**
 * Puts the entry of a trigger endpoint together: its target, and what `read` gives. `broadcast` is true exactly when
 * no recipients are named.
 *
 * @param parameters the parameters that `read` reads
 */
export function triggerEntry(
	item: ItemReader,
	properties: RecipientProperties,
	parameters: readonly string[],
	read: () => TriggerContent,
): Entry {
	const { named, ...common } = item.shared([...REACH_PARAMETERS, ...parameters], () => commonPart(item, read()));
	return named ? { ...common, members: readRecipients(item, properties) } : common;
}

function commonPart(item: ItemReader, { subject, content, report, hints }: TriggerContent): Entry & { named: boolean } {
	const { named, audience, broadcast } = readReach(item);
	const body = { ...subject, ...(audience && { audience }), ...(broadcast && { broadcast }), ...content };
	const reached = JSON.stringify([subject, audience]);
	return {
		named,
		envelope: {
			body,
			subject: named ? JSON.stringify(subject) : reached,
			...(!named && { blast: { audience: reached, confirmed: audience === undefined } }),
		},
		report,
		hints,
	};
}
