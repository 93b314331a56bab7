import { resourceChoice } from './resourceChoice';

/** Chooses the integration of Cloud Data Ingestion. */
export const integrationChoice = resourceChoice({
	label: 'Integration',
	name: 'integrationId',
	description: 'The integration to work with',
	search: 'searchIntegrations',
	hint: 'In Braze, open the integration under Cloud Data Ingestion and copy the ID at the end of its URL',
});
