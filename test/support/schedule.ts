import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../sandbox/seeds/canvases';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server';
import type { JsonObject } from '../../sandbox/types/json';
import { runBraze, type BrazeResult, type BrazeRun } from './engine';
import { sentOf } from './sent';
import { freezeTime, releaseTime } from './time';

/** The moment at which these tests run: a Monday, 11:00 in Berlin, 05:00 in New York. */
export const MONDAY = '2026-09-07T09:00:00Z';

/** A schedule for one known person in two days, as the editor saves it. */
export const PARAMETERS: INodeParameters = {
	resource: 'canvas',
	operation: 'schedule',
	canvasId: { __rl: true, mode: 'id', value: ONBOARDING_ID },
	sendTo: 'recipients',
	recipients: { recipient: [{ externalUserId: 'user-001' }] },
	sendTime: '2026-09-09T07:00:00Z',
	specifyAudience: 'json',
};

/** What {@link PARAMETERS} send. */
export const BODY = {
	canvas_id: ONBOARDING_ID,
	recipients: [{ external_user_id: 'user-001' }],
	schedule: { time: '2026-09-09T07:00:00Z' },
};

type ScheduleRun = Omit<BrazeRun, 'parameters' | 'credential'> & Partial<Pick<BrazeRun, 'credential'>>;

/** A separate workspace for each test of a file, with the clock stopped on {@link MONDAY}. */
export class ScheduleBench {
	sandbox!: Sandbox;

	/** @param keys API keys in addition to the preset ones, each with its permissions */
	constructor(keys: SandboxOptions['keys'] = {}) {
		beforeAll(async () => {
			this.sandbox = await startSandbox({ port: 0, keys });
		});
		beforeEach(() => {
			freezeTime(MONDAY);
			this.sandbox.reset();
		});
		afterEach(releaseTime);
		afterAll(async () => await this.sandbox.stop());
	}

	/** Runs Canvas: Schedule. `changes` replaces parameters, and `undefined` removes them. */
	async run(changes: Record<string, unknown> = {}, rest: ScheduleRun = {}): Promise<BrazeResult> {
		const given = Object.entries({ ...PARAMETERS, ...changes }).filter(([, value]) => value !== undefined);
		const credential = 'credential' in rest ? rest.credential : this.credential();
		return await runBraze({ ...rest, parameters: Object.fromEntries(given) as INodeParameters, credential });
	}

	credential(changes: IDataObject = {}): NonNullable<BrazeRun['credential']> {
		return { apiKey: 'sandbox-key', instance: 'custom', url: this.sandbox.url, ...changes } as NonNullable<
			BrazeRun['credential']
		>;
	}

	/** The bodies that arrived, oldest first. */
	get bodies(): JsonObject[] {
		return this.sandbox.requests.map(({ body }) => body as JsonObject);
	}

	/** The bodies that arrived, oldest first, without those of lookups before sending. */
	get sentBodies(): JsonObject[] {
		return sentOf(this.sandbox).map(({ body }) => body as JsonObject);
	}

	/** The IDs of the sandbox's schedule for a request, by its position in the log. */
	ids(request = 0): { schedule_id: string; dispatch_id: string } {
		const { schedule_id, dispatch_id } = this.sandbox.state.schedules[request];
		return { schedule_id, dispatch_id };
	}
}
