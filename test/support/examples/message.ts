import { PUSH } from '../messages';
import type { Example } from './example';
import {
	BY_KEY,
	ERRORS,
	GONE,
	IGNORING,
	KEPT,
	KEYED,
	LATER,
	LOCALLY,
	OPTIMALLY,
	RECIPIENTS,
	scheduled,
	SKIPPED,
} from './schedules';
import { SEGMENT } from './shared';

const SEGMENTED = { sendTo: 'segment', recipients: {}, ...SEGMENT };

export const message: Record<string, Example> = {
	schedule: {
		parameters: { ...PUSH, ...RECIPIENTS, ...LATER },
		variants: [LOCALLY, OPTIMALLY, SEGMENTED, SKIPPED, KEYED, KEPT],
		faults: [ERRORS],
	},
	updateSchedule: {
		parameters: { ...LATER, ...IGNORING },
		variants: [LOCALLY, OPTIMALLY, SKIPPED, BY_KEY],
		before: scheduled({ resource: 'message', ...PUSH }),
		faults: [GONE],
	},
	cancelSchedule: {
		parameters: IGNORING,
		variants: [BY_KEY],
		before: scheduled({ resource: 'message', ...PUSH }),
		faults: [GONE],
	},
	sendNow: { parameters: { ...PUSH, ...RECIPIENTS }, variants: [SEGMENTED], faults: [ERRORS] },
	getScheduledBroadcasts: { parameters: {} },
};
