import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox } from '../../sandbox/server';
import { ONBOARDING_ID } from '../../sandbox/seeds/canvases';
import { runBraze } from '../../test/support/engine';

/** What happens to one item, and what has to be done in the workspace first. */
interface Walk {
	readonly before?: () => unknown;
	readonly run: () => Promise<unknown>;
}

const SCHEDULE: INodeParameters = {
	resource: 'canvas',
	operation: 'schedule',
	canvasId: { __rl: true, mode: 'id', value: ONBOARDING_ID },
	recipients: { recipient: [{ externalUserId: 'user-001' }] },
	sendTime: '={{ $now.plus({ days: 2 }).toISO() }}',
	specifyAudience: 'json',
};

/** Starts the sandbox, and returns the walks; `stop` ends the sandbox. */
export async function start(): Promise<{ walks: Record<string, Walk>; stop: () => Promise<void> }> {
	const sandbox = await startSandbox({ port: 0 });
	const credential = { apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url };
	const node = async (
		parameters: INodeParameters,
		outcome: 'ok' | 'failed' = 'ok',
		json: IDataObject = {},
	) => {
		const settings = { onError: 'continueErrorOutput' as const };
		const result = await runBraze({ credential, parameters, settings, items: [json] });
		if (result[outcome].length !== 1)
			throw new Error(`Not as expected: ${JSON.stringify([...result.ok, ...result.failed], null, 2)}`);
	};
	const underKey = { ...SCHEDULE, options: { scheduleKey: 'booking-1', ifKeyExists: 'replace' } };
	const walks: Record<string, Walk> = {
		'Canvas: Schedule': { run: async () => await node(SCHEDULE) },
		'A blank recipient': {
			run: async () =>
				await node({ ...SCHEDULE, recipients: { recipient: [{ externalUserId: ' ' }] } }, 'failed'),
		},
		'A recipient Braze refuses': {
			before: () =>
				sandbox.faults.add({
					match: { path: '/canvas/trigger/schedule/create' },
					kind: { type: 'status', status: 400, body: { message: 'recipient is invalid' } },
				}),
			run: async () => await node(SCHEDULE, 'failed'),
		},
		'Replace by key': {
			before: async () => await node(underKey),
			run: async () => await node(underKey),
		},
		'Create or Update, mapped': {
			run: async () =>
				await node(
					{
						resource: 'user',
						operation: 'upsert',
						externalUserId: '={{ $json.external_id }}',
						specifyAttributes: 'autoMap',
					},
					'ok',
					{ external_id: 'user-001', plan: 'pro' },
				),
		},
	};
	return { walks, stop: async () => await sandbox.stop() };
}
