import { resourceChoice } from './resourceChoice';

/** Chooses the campaign. */
export const campaignChoice = resourceChoice({
	label: 'Campaign',
	name: 'campaignId',
	description: 'The campaign to work with. Sending and scheduling take API-triggered ones only.',
	search: 'searchCampaigns',
	hint: "In Braze: open the campaign, and copy its 'API ID'",
});
