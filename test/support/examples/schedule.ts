import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import type { Bench } from '../bench';
import { byId } from '../kinds';
import type { Example } from './example';
import { scheduled } from './schedules';

const CANVAS = {
	resource: 'canvas',
	canvasId: { ...byId(ONBOARDING_ID), mode: 'list', cachedResultName: 'Onboarding' },
};

export const schedule: Record<string, Example> = {
	getMany: { parameters: {}, before: scheduled(CANVAS) },
	cleanUpKeys: {
		parameters: {},
		variants: [{ keysToRemove: 'oneKey', scheduleKind: 'canvas', scheduleKey: '={{ $json.schedule_key }}' }],
		before: claimed,
	},
};

/** Claims a key in an execution that stopped before it scheduled anything. */
async function claimed(bench: Bench): Promise<IDataObject[]> {
	const items = (await scheduled(CANVAS)(bench)) ?? [];
	for (const claim of bench.sandbox.state.catalogs.find(({ name }) => name === 'n8n_schedules')?.items ??
		[]) {
		const { schedule_id: replaces, target_id: replaces_of_target } = claim;
		Object.assign(claim, { replaces, replaces_of_target, schedule_id: '', since: '2020-01-01T00:00:00Z' });
	}
	return items;
}
