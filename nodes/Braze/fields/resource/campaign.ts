import { resourceChoice } from './resourceChoice';

/** Chooses the campaign. */
export const campaignChoice = resourceChoice({
	label: 'Campaign',
	name: 'campaignId',
	description: 'The campaign to use. Only API-triggered campaigns can be sent or scheduled.',
	search: 'searchCampaigns',
	hint: "In Braze, open the campaign and copy its 'API ID'",
});
