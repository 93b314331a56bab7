import type { IDataObject } from 'n8n-workflow';

import {
	analyticsOutput,
	variantsOutputField,
	listAt,
	type SeriesShape,
} from '../../fields/output/analyticsOutput';
import { campaignChoice } from '../../fields/resource/choices';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { periodFields, readPeriod } from '../../fields/output/period';
import { isObject } from '../../input/object';
import type { Operation } from '../../operation';

/** The maximum number of days for a campaign per request. */
export const MAX_DAYS = 100;

/** How to find days, channels and variations in a response. */
export const CAMPAIGN_SERIES: SeriesShape = {
	days: (answer) => listAt(answer, 'data'),
	variants: byChannelAndVariant,
};

/** Gets a campaign's daily numbers. https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_analytics */
export const getAnalytics: Operation = {
	name: 'Get Analytics',
	value: 'getAnalytics',
	action: 'Get daily numbers for campaign',
	description: 'Get daily messages, conversions and revenue for a campaign',
	fields: [
		campaignChoice.field,
		...periodFields(MAX_DAYS),
		variantsOutputField,
		optionsField(requestOptionFields),
	],
	endpoint: { method: 'GET', path: '/campaigns/data_series', permission: 'campaigns.data_series' },
	safety: 'idempotent',
	response: { unfolded: ['data'] },
	entry(item) {
		const id = campaignChoice.read(item);
		return {
			envelope: { query: { campaign_id: id, ...readPeriod(item, MAX_DAYS) }, subject: id },
			output: analyticsOutput(item, CAMPAIGN_SERIES),
			report: { campaign_id: id },
		};
	},
};

/** The rows of one day of a campaign's series, one for each channel and message variation. */
function byChannelAndVariant({ time, messages }: IDataObject): IDataObject[] {
	return Object.keys(isObject(messages) ? messages : {}).flatMap((channel) =>
		listAt(messages, channel).map((variation) => ({ time, channel, ...variation })),
	);
}
