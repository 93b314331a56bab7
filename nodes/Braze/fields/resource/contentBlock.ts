import { resourceChoice } from './resourceChoice';

/** Chooses the Content Block. */
export const contentBlockChoice = resourceChoice({
	label: 'Content Block',
	name: 'contentBlockId',
	description: 'The Content Block to work with',
	search: 'searchContentBlocks',
	hint: "In Braze, open Settings > APIs and Identifiers, then choose 'Content Block' under Additional API Identifiers",
});
