import { makeCampaign, ORDER_SHIPPED_ID } from '../../sandbox/seeds/campaigns';
import { makeCanvas, ONBOARDING_ID } from '../../sandbox/seeds/canvases';
import type { SandboxState } from '../../sandbox/state';

/** What the API can trigger, with the differences between the tests of Canvases and campaigns. */
export interface Kind {
	resource: 'canvas' | 'campaign';
	word: 'Canvas' | 'campaign';
	/** The first part of its paths. */
	path: string;
	/** The first part of its permissions. */
	permission: string;
	parameter: string;
	idKey: string;
	/** The ID of a live, API-triggered one. */
	id: string;
	properties: string;
	list: 'canvases' | 'campaigns';
	/** Braze's refusal of an unknown ID. */
	unknownId: string;
	/** Adds this many: `Number 1`, … with fixed IDs. */
	fill: (state: SandboxState, count: number) => void;
}

const listed = (index: number, block: string) => ({
	id: `00000000-0000-4000-${block}-${String(index + 1).padStart(12, '0')}`,
	name: `Number ${index + 1}`,
});

export const KINDS: Kind[] = [
	{
		resource: 'canvas',
		word: 'Canvas',
		path: '/canvas',
		permission: 'canvas',
		parameter: 'canvasId',
		idKey: 'canvas_id',
		id: ONBOARDING_ID,
		properties: 'canvas_entry_properties',
		list: 'canvases',
		unknownId: 'Invalid Canvas ID',
		fill: (state, count) => {
			state.canvases = Array.from({ length: count }, (_, index) => makeCanvas(index, listed(index, '8000')));
		},
	},
	{
		resource: 'campaign',
		word: 'campaign',
		path: '/campaigns',
		permission: 'campaigns',
		parameter: 'campaignId',
		idKey: 'campaign_id',
		id: ORDER_SHIPPED_ID,
		properties: 'trigger_properties',
		list: 'campaigns',
		unknownId: 'Invalid Campaign ID',
		fill: (state, count) => {
			state.campaigns = Array.from({ length: count }, (_, index) =>
				makeCampaign(index, listed(index, '9000')),
			);
		},
	},
];

/** What the picker saves for an ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What the picker saves when something was chosen from its list. */
export const fromList = (value: string, name: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName: name,
});

/** What the picker of catalogs saves, which have names and no IDs. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });
