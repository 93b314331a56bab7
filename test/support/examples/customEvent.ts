import type { Example } from './example';
import { HOURLY, OF_APP, OF_SEGMENT } from './shared';

const EVENT = { eventName: { __rl: true, mode: 'name', value: 'completed_checkout' } };

export const customEvent: Record<string, Example> = {
	getMany: { parameters: {} },
	getManyNames: { parameters: {} },
	getAnalytics: { parameters: EVENT, variants: [HOURLY, OF_APP, OF_SEGMENT] },
};
