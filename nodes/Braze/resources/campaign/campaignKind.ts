import { campaignChoice } from '../../fields/resource/choices';
import { sendIdOption, readSendId } from '../../fields/resource/names';
import { triggerRecipient } from '../../recipients/recipient';
import type { TriggeredKind } from '../canvas/triggeredKind';

/** Campaigns have a single name for trigger properties. */
const RECIPIENT = triggerRecipient({
	accepts: ['trigger_properties'],
	sends: 'trigger_properties',
	label: 'Trigger Properties',
});

/** How campaigns differ from Canvases. */
export const campaignKind: TriggeredKind = {
	kind: 'campaign',
	wording: { title: 'Campaign', word: 'campaign', properties: RECIPIENT.label },
	choice: campaignChoice,
	idKey: 'campaign_id',
	nameKey: 'campaign_name',
	path: '/campaigns',
	permission: 'campaigns',
	list: 'campaigns',
	recipients: () => RECIPIENT,
	options: [sendIdOption],
	extras(item) {
		const { sendId } = item.options();
		return sendId === undefined || sendId === '' ? {} : { send_id: readSendId(sendId) };
	},
};
