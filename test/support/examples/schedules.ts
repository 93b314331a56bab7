import type { INodeParameters } from 'n8n-workflow';

import type { Bench } from '../bench';
import { rows } from '../messages';
import type { Example } from './example';

const NOTICE = { kind: { type: 'notice', notice: 'The Canvas is paused.' } } as const;

export const ERRORS = { kind: { type: 'errors' as const, errors: ['One recipient was left out'] } };

export const LATER: INodeParameters = { sendTime: '2026-09-09T09:00:00' };

export const LOCALLY: INodeParameters = { delivery: 'localTime' };

/** The time is in the past: the output says that the item was skipped. */
export const SKIPPED: INodeParameters = { sendTime: '2026-09-01T09:00:00', ifPast: 'skip' };

export const OPTIMALLY: INodeParameters = { delivery: 'optimalTime' };

export const RECIPIENTS: INodeParameters = { recipients: rows('user-001') };
const EVERYONE: INodeParameters = { sendTo: 'broadcast', confirmBroadcast: true, recipients: {} };

/** The output of a schedule of the same resource. */
export const scheduled = (parameters: INodeParameters) => async (bench: Bench) => {
	const { ok } = await bench.run({
		...parameters,
		operation: 'schedule',
		...LATER,
		...RECIPIENTS,
		options: undefined,
	});
	return ok.map(({ json }) => json);
};

export const GONE = {
	match: { path: '*' },
	kind: { type: 'status', status: 400, body: { message: 'The schedule is gone' } },
} as const;

export const IGNORING: INodeParameters = { options: { ignoreMissingSchedule: true } };

/** The operations that Canvases and campaigns share. */
export function triggered(resource: string, chosen: INodeParameters): Record<string, Example> {
	const before = scheduled({ resource, ...chosen });
	const sending = { ...chosen, ...RECIPIENTS };
	return {
		schedule: {
			parameters: { ...sending, ...LATER },
			variants: [LOCALLY, OPTIMALLY, EVERYONE, SKIPPED],
			faults: [NOTICE, ERRORS],
		},
		updateSchedule: {
			parameters: { ...LATER, ...IGNORING },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			before,
			faults: [GONE],
		},
		cancelSchedule: { parameters: IGNORING, before, faults: [GONE] },
		sendNow: { parameters: sending, variants: [EVERYONE], faults: [NOTICE, ERRORS] },
		get: { parameters: chosen },
		getMany: { parameters: {} },
		duplicate: { parameters: { ...chosen, name: 'Copy' } },
	};
}
