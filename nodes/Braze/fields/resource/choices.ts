import { readCatalogName } from './catalogName';
import { resourceChoice } from './resourceChoice';

/** Chooses the Canvas. */
export const canvasChoice = resourceChoice({
	label: 'Canvas',
	name: 'canvasId',
	description: 'The Canvas to use. Only API-triggered Canvases can be sent or scheduled.',
	search: 'searchCanvases',
	hint: "In Braze, open the Canvas, go to Entry Schedule, and copy the 'Canvas ID'",
});

/** Chooses the campaign. */
export const campaignChoice = resourceChoice({
	label: 'Campaign',
	name: 'campaignId',
	description: 'The campaign to use. Only API-triggered campaigns can be sent or scheduled.',
	search: 'searchCampaigns',
	hint: "In Braze, open the campaign and copy its 'API ID'",
});

/** Chooses the segment. */
export const segmentChoice = resourceChoice({
	label: 'Segment',
	name: 'segmentId',
	description: 'The segment to use',
	search: 'searchSegments',
	hint: "In Braze, open the segment and copy its 'API Identifier'",
});

/** Chooses the catalog. Catalogs have no IDs: Braze identifies them by name. */
export const catalogChoice = resourceChoice({
	label: 'Catalog',
	name: 'catalogName',
	description: 'The catalog to work with',
	search: 'searchCatalogs',
	hint: 'In Braze, open Catalogs and copy the name',
	manual: { displayName: 'By Name', mode: 'name', placeholder: 'e.g. cafes', read: readCatalogName },
});

/** Chooses the Content Block. */
export const contentBlockChoice = resourceChoice({
	label: 'Content Block',
	name: 'contentBlockId',
	description: 'The Content Block to work with',
	search: 'searchContentBlocks',
	hint: "In Braze, open Settings > APIs and Identifiers, then choose 'Content Block' under Additional API Identifiers",
});

/** Chooses the email template. Braze's API neither lists nor changes templates from the drag-and-drop editor. */
export const emailTemplateChoice = resourceChoice({
	label: 'Email Template',
	name: 'templateId',
	description:
		"The HTML template to work with. Braze's API does not offer templates from the drag-and-drop editor.",
	search: 'searchEmailTemplates',
	hint: "In Braze, open the template and copy its 'API Identifier'",
});

/** Chooses the email template that a message takes its content from. Older workflows may have the ID as plain text. */
export const messageTemplateChoice = resourceChoice({
	label: 'Email Template',
	name: 'emailTemplateId',
	description:
		'A template in Braze that provides the subject and body if they are empty here. Templates from the drag-and-drop editor are not listed.',
	search: 'searchEmailTemplates',
	hint: "In Braze, open the template and copy its 'API Identifier'",
});

/** Chooses the integration of Cloud Data Ingestion. */
export const integrationChoice = resourceChoice({
	label: 'Integration',
	name: 'integrationId',
	description: 'The integration to work with',
	search: 'searchIntegrations',
	hint: 'In Braze, open the integration under Cloud Data Ingestion and copy the ID at the end of its URL',
});

/** Chooses the preference center. */
export const preferenceCenterChoice = resourceChoice({
	label: 'Preference Center',
	name: 'preferenceCenterId',
	description: 'The preference center to work with',
	search: 'searchPreferenceCenters',
	hint: "'Get Many' lists the IDs of all preference centers",
});
