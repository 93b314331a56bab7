import { resourceChoice } from './resourceChoice';

/** Chooses the Content Block. */
export const contentBlockChoice = resourceChoice({
	label: 'Content Block',
	name: 'contentBlockId',
	description: 'The Content Block to work with',
	search: 'searchContentBlocks',
	hint: "In Braze: Settings, APIs and Identifiers, then 'Content Block' under Additional API Identifiers",
});
