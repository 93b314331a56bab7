import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { fromList } from '../kinds';
import type { Example } from './example';
import { triggered } from './schedules';

const CANVAS = { canvasId: fromList(ONBOARDING_ID, 'Onboarding') };

export const canvas: Record<string, Example> = {
	...triggered('canvas', CANVAS),
	getAnalytics: { parameters: CANVAS },
	getAllAnalytics: { parameters: {}, variants: [{ analyticsOutput: 'variants' }] },
	getAnalyticsSummary: { parameters: CANVAS },
};
