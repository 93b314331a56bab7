import type { Example } from './example';
import { SEGMENT } from './shared';

export const segment: Record<string, Example> = {
	get: { parameters: SEGMENT },
	getMany: { parameters: {} },
	getAnalytics: { parameters: SEGMENT },
};
