import type { Example } from './example';
import { HOURLY, OF_APP, OF_SEGMENT } from './shared';

export const session: Record<string, Example> = {
	getAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_SEGMENT] },
};
