import { resourceChoice } from './resourceChoice';

/** Chooses the segment. */
export const segmentChoice = resourceChoice({
	label: 'Segment',
	name: 'segmentId',
	description: 'The segment to use',
	search: 'searchSegments',
	hint: "In Braze, open the segment and copy its 'API Identifier'",
});
