import { resourceChoice } from './resourceChoice';

/** Chooses the Canvas. */
export const canvasChoice = resourceChoice({
	label: 'Canvas',
	name: 'canvasId',
	description: 'The Canvas to use. Only API-triggered Canvases can be sent or scheduled.',
	search: 'searchCanvases',
	hint: "In Braze, open the Canvas, go to Entry Schedule, and copy the 'Canvas ID'",
});
