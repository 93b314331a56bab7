import type { Resource } from '../../operation';
import { getDailyActiveUsers, getMonthlyActiveUsers, getNewUsers, getUninstalls } from './operations';

/** Key figures of the workspace or one of its apps. */
export const kpi: Resource = {
	name: 'KPI',
	value: 'kpi',
	description: 'Active users, new users and uninstalls',
	operations: [getDailyActiveUsers, getMonthlyActiveUsers, getNewUsers, getUninstalls],
};
