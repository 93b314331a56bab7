import type { INodeParameters } from 'n8n-workflow';

import type { Bench } from '../bench';
import { rows } from '../messages';
import type { Example } from './example';
import { next } from './shared';

const NOTICE = { kind: { type: 'notice', notice: 'The Canvas is paused.' } } as const;

export const ERRORS = { kind: { type: 'errors' as const, errors: ['One recipient was left out'] } };

export const LATER: INodeParameters = { sendTime: '2026-09-09T09:00:00' };

export const LOCALLY: INodeParameters = { delivery: 'localTime' };

/** The time is in the past, so the output says that the item was skipped. */
export const SKIPPED: INodeParameters = { sendTime: '2026-09-01T09:00:00', ifPast: 'skip' };

export const OPTIMALLY: INodeParameters = { delivery: 'optimalTime' };

/** The item's person, if it names one: two items for the same person would repeat a message. */
export const PERSON = "={{ $json.external_user_id ?? 'user-001' }}";
export const RECIPIENTS: INodeParameters = { recipients: rows(PERSON) };
const EVERYONE: INodeParameters = { sendTo: 'broadcast', confirmBroadcast: true, recipients: {} };

export const IGNORING: INodeParameters = { options: { ignoreMissingSchedule: true } };

/** A schedule under a key, and the same key again. */
export const KEYED: INodeParameters = { options: { scheduleKey: 'example', ifKeyExists: 'replace' } };
export const KEPT: INodeParameters = { options: { scheduleKey: 'example', ifKeyExists: 'skip' } };

/** The key of the schedule that the input item has. */
export const BY_KEY: INodeParameters = {
	findScheduleBy: 'scheduleKey',
	scheduleKey: '={{ $json.schedule_key }}',
	...IGNORING,
};

/** The output of a schedule of the same resource, under a key. */
export const scheduled = (parameters: INodeParameters) => async (bench: Bench) => {
	const { ok } = await bench.run({
		...parameters,
		operation: 'schedule',
		...LATER,
		...RECIPIENTS,
		options: { scheduleKey: `example-${next()}` },
	});
	return ok.map(({ json }) => json);
};

export const GONE = {
	match: { path: '*' },
	kind: { type: 'status', status: 400, body: { message: 'The schedule was not found' } },
} as const;

/** The operations that Canvases and campaigns share. */
export function triggered(resource: string, chosen: INodeParameters): Record<string, Example> {
	const before = scheduled({ resource, ...chosen });
	const sending = { ...chosen, ...RECIPIENTS };
	return {
		schedule: {
			parameters: { ...sending, ...LATER },
			variants: [LOCALLY, OPTIMALLY, EVERYONE, SKIPPED, KEYED, KEPT],
			faults: [NOTICE, ERRORS],
		},
		updateSchedule: {
			parameters: { ...LATER, ...IGNORING },
			variants: [LOCALLY, OPTIMALLY, SKIPPED, BY_KEY],
			before,
			faults: [GONE],
		},
		cancelSchedule: { parameters: IGNORING, variants: [BY_KEY], before, faults: [GONE] },
		sendNow: { parameters: sending, variants: [EVERYONE], faults: [NOTICE, ERRORS] },
		get: { parameters: chosen },
		getMany: { parameters: {} },
		duplicate: { parameters: { ...chosen, name: 'Copy' } },
	};
}
