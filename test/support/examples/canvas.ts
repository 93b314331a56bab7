import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { byId } from '../kinds';
import type { Example } from './example';
import { triggered } from './schedules';

const CANVAS = { canvasId: byId(ONBOARDING_ID) };

export const canvas: Record<string, Example> = {
	...triggered('canvas', CANVAS),
	getAnalytics: { parameters: CANVAS },
	getAnalyticsSummary: { parameters: CANVAS },
};
