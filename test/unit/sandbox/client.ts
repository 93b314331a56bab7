import { Settings } from 'luxon';
import type { Sandbox } from '../../../sandbox/server';
import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';

export interface Reply {
	status: number;
	headers: Headers;
	body: Record<string, unknown>;
}

/** The clock's start in these tests: a Monday, 09:00 UTC. */
export const MONDAY = '2026-09-07T09:00:00.000Z';

/** A whole, valid schedule body; `changes` replaces keys, and `undefined` takes them out. */
export function scheduleBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		canvas_id: ONBOARDING_ID,
		recipients: [{ external_user_id: 'user-001' }],
		schedule: { time: '2026-09-09T07:00:00Z' },
		...changes,
	};
}

/** Calls a sandbox as the node would: with its key and a JSON body. */
export async function call(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json', ...headers },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		body: JSON.parse(text) as Record<string, unknown>,
	};
}

/** Posts to `/canvas/trigger/schedule/create`. */
export const create = async (sandbox: Sandbox, changes?: Record<string, unknown>) =>
	await call(sandbox, 'POST', '/canvas/trigger/schedule/create', scheduleBody(changes));

/** Posts to `/canvas/trigger/send`. */
export const send = async (sandbox: Sandbox, changes?: Record<string, unknown>) =>
	await call(sandbox, 'POST', '/canvas/trigger/send', scheduleBody({ schedule: undefined, ...changes }));

/** The bodies of a campaign's trigger, as `scheduleBody`; the send endpoint takes no `schedule`. */
export function campaignBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return scheduleBody({ canvas_id: undefined, campaign_id: ORDER_SHIPPED_ID, ...changes });
}

/** Posts to `/campaigns/trigger/schedule/create`. */
export const createCampaign = async (sandbox: Sandbox, changes?: Record<string, unknown>) =>
	await call(sandbox, 'POST', '/campaigns/trigger/schedule/create', campaignBody(changes));

/** Posts to `/campaigns/trigger/send`. */
export const sendCampaign = async (sandbox: Sandbox, changes?: Record<string, unknown>) =>
	await call(sandbox, 'POST', '/campaigns/trigger/send', campaignBody({ schedule: undefined, ...changes }));

/** Runs a test as on a machine in another time zone. */
export const inNewYork = async (test: () => Promise<void>): Promise<void> => {
	Settings.defaultZone = 'America/New_York';
	try {
		await test();
	} finally {
		Settings.defaultZone = 'system';
	}
};
