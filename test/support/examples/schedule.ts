import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { byId } from '../kinds';
import type { Example } from './example';
import { scheduled } from './schedules';

const CANVAS = { resource: 'canvas', canvasId: byId(ONBOARDING_ID) };

export const schedule: Record<string, Example> = {
	getMany: { parameters: {}, before: scheduled(CANVAS) },
	cleanUpKeys: {
		parameters: {},
		variants: [{ keysToRemove: 'oneKey', scheduleKind: 'canvas', scheduleKey: '={{ $json.schedule_key }}' }],
		before: scheduled(CANVAS),
	},
};
