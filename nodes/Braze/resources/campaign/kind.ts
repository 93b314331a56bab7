import { campaignChoice } from '../../fields/resource/campaign';
import { sendIdOption, readSendId } from '../../fields/resource/sendId';
import { isObject } from '../../schemas/json';
import type { TriggeredKind } from '../triggered/kind';

/** Campaigns know trigger properties by one name only. */
const PROPERTIES = { accepts: ['trigger_properties'], sends: 'trigger_properties', label: 'Trigger Properties' };

/** How campaigns differ from Canvases. */
export const campaignKind: TriggeredKind = {
	wording: { title: 'Campaign', word: 'campaign', properties: PROPERTIES.label },
	choice: campaignChoice,
	idKey: 'campaign_id',
	path: '/campaigns',
	permission: 'campaigns',
	list: 'campaigns',
	properties: () => PROPERTIES,
	options: [sendIdOption],
	extras(item) {
		const options = item.get('options', {});
		const sendId = isObject(options) ? options.sendId : undefined;
		return sendId === undefined || sendId === '' ? {} : { send_id: readSendId(sendId) };
	},
};
