import { resourceChoice } from './resourceChoice';

/** Chooses the Canvas. */
export const canvasChoice = resourceChoice({
	label: 'Canvas',
	name: 'canvasId',
	description: 'The Canvas to work with. Sending and scheduling take API-triggered ones only.',
	search: 'searchCanvases',
	hint: "In Braze: open the Canvas, then Entry Schedule, and copy the 'Canvas ID' shown there",
});
