import { resourceChoice } from './resourceChoice';

/** Chooses the email template. Braze neither lists nor changes those of the drag-and-drop editor. */
export const emailTemplateChoice = resourceChoice({
	label: 'Email Template',
	name: 'templateId',
	description:
		"The HTML template to work with. Braze's API does not offer templates from the drag-and-drop editor.",
	search: 'searchEmailTemplates',
	hint: "In Braze, open the template and copy its 'API Identifier'",
});
