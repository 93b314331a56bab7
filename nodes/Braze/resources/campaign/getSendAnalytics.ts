import { analyticsOutput, variantsOutputField } from '../../fields/output/analyticsOutput';
import { campaignChoice } from '../../fields/resource/choices';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { periodFields, readPeriod } from '../../fields/output/period';
import { readSendId, sendIdOption } from '../../fields/resource/names';
import type { Operation } from '../../operation';
import { CAMPAIGN_SERIES, MAX_DAYS } from './getAnalytics';

/**
 * Gets the daily numbers of a send ID, which Braze keeps for 14 days.
 * https://www.braze.com/docs/api/endpoints/export/campaigns/get_send_analytics
 */
export const getSendAnalytics: Operation = {
	name: 'Get Send Analytics',
	value: 'getSendAnalytics',
	action: 'Get daily numbers for send ID',
	description: 'Get analytics for a send ID, available for 14 days after sending',
	fields: [
		campaignChoice.field,
		{ ...sendIdOption, required: true, description: 'The send ID the messages were sent with' },
		...periodFields(MAX_DAYS),
		variantsOutputField,
		optionsField(requestOptionFields),
	],
	endpoint: { method: 'GET', path: '/sends/data_series', permission: 'sends.data_series' },
	safety: 'idempotent',
	response: { unfolded: ['data'] },
	entry(item) {
		const id = campaignChoice.read(item);
		const sendId = readSendId(item.get('sendId'));
		return {
			envelope: { query: { campaign_id: id, send_id: sendId, ...readPeriod(item, MAX_DAYS) }, subject: id },
			output: analyticsOutput(item, CAMPAIGN_SERIES),
			report: { campaign_id: id, send_id: sendId },
		};
	},
};
