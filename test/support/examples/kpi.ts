import type { Example } from './example';
import { OF_APP } from './shared';

export const kpi: Record<string, Example> = {
	getDailyActiveUsers: { parameters: {}, variants: [OF_APP] },
	getMonthlyActiveUsers: { parameters: {}, variants: [OF_APP] },
	getNewUsers: { parameters: {}, variants: [OF_APP] },
	getUninstalls: { parameters: {}, variants: [OF_APP] },
};
