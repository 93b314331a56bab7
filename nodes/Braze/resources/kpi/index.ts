import type { Resource } from '../../operation';
import { getDailyActiveUsers } from './getDailyActiveUsers';
import { getMonthlyActiveUsers } from './getMonthlyActiveUsers';
import { getNewUsers } from './getNewUsers';
import { getUninstalls } from './getUninstalls';

/** Key figures of the workspace or one of its apps. */
export const kpi: Resource = {
	name: 'KPI',
	value: 'kpi',
	operations: [getDailyActiveUsers, getMonthlyActiveUsers, getNewUsers, getUninstalls],
};
