import { PUSH } from '../messages';
import type { Example } from './example';
import { ERRORS, GONE, IGNORING, LATER, LOCALLY, OPTIMALLY, RECIPIENTS, scheduled, SKIPPED } from './schedules';

export const message: Record<string, Example> = {
	schedule: {
		parameters: { ...PUSH, ...RECIPIENTS, ...LATER },
		variants: [LOCALLY, OPTIMALLY, SKIPPED],
		faults: [ERRORS],
	},
	updateSchedule: {
		parameters: { ...LATER, ...IGNORING },
		variants: [LOCALLY, OPTIMALLY, SKIPPED],
		before: scheduled({ resource: 'message', ...PUSH }),
		faults: [GONE],
	},
	cancelSchedule: {
		parameters: IGNORING,
		before: scheduled({ resource: 'message', ...PUSH }),
		faults: [GONE],
	},
	sendNow: { parameters: { ...PUSH, ...RECIPIENTS }, faults: [ERRORS] },
	getScheduledBroadcasts: { parameters: {} },
};
