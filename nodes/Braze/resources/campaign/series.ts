import type { IDataObject } from 'n8n-workflow';

import { listAt } from '../../fields/output/analyticsOutput';
import { isObject } from '../../input/object';

/** The rows of one day of a campaign's series: one for each channel and message variation. */
export function byChannelAndVariant({ time, messages }: IDataObject): IDataObject[] {
	return Object.keys(isObject(messages) ? messages : {}).flatMap((channel) =>
		listAt(messages, channel).map((variation) => ({ time, channel, ...variation })),
	);
}
