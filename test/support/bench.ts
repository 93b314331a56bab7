import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server';
import { runBraze, type BrazeResult, type BrazeRun } from './engine';
import { checkOutput } from './outputSchema';
import { MONDAY } from './schedule';
import { sentOf } from './sent';
import { freezeTime, releaseTime } from './time';

/** A request as Braze receives it, without headers. */
export interface Wire {
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	body: unknown;
}

export type BenchRun = Omit<BrazeRun, 'parameters'>;

/** A key of the sandbox without any permission. */
export const POWERLESS = 'sandbox-key-powerless';

/** A separate workspace for each test of a file, with the clock stopped on {@link MONDAY}, 11:00 in Berlin. */
export class Bench {
	sandbox!: Sandbox;

	/**
	 * @param defaults the parameters shared by all runs of a file, as the editor saves them
	 * @param keys API keys in addition to the preset ones, each with its permissions
	 */
	constructor(
		private readonly defaults: INodeParameters = {},
		keys: SandboxOptions['keys'] = {},
	) {
		beforeAll(async () => {
			this.sandbox = await startSandbox({ port: 0, keys: { [POWERLESS]: [], ...keys } });
		});
		beforeEach(() => {
			freezeTime(MONDAY);
			this.sandbox.reset();
		});
		afterEach(releaseTime);
		afterAll(async () => await this.sandbox.stop());
	}

	/** Runs the node. `changes` replaces parameters, and `undefined` removes them. Each output must match its schema. */
	async run(changes: Record<string, unknown> = {}, rest: BenchRun = {}): Promise<BrazeResult> {
		const given = Object.entries({ ...this.defaults, ...changes }).filter(([, value]) => value !== undefined);
		const parameters = Object.fromEntries(given) as INodeParameters;
		const result = await runBraze({ credential: this.credential(), ...rest, parameters });
		for (const { json } of result.ok) checkOutput(parameters, json);
		return result;
	}

	credential(changes: IDataObject = {}): NonNullable<BrazeRun['credential']> {
		const { url } = this.sandbox;
		return { apiKey: 'sandbox-key', instance: 'custom', url, ...changes } as NonNullable<
			BrazeRun['credential']
		>;
	}

	/** The requests that arrived, oldest first. */
	get wire(): Wire[] {
		return this.sandbox.requests.map(({ method, path, query, body }) => ({ method, path, query, body }));
	}

	/** The bodies that arrived, oldest first. */
	get bodies(): unknown[] {
		return this.sandbox.requests.map(({ body }) => body);
	}

	/** The bodies that arrived, oldest first, without those of lookups before sending. */
	get sentBodies(): unknown[] {
		return sentOf(this.sandbox).map(({ body }) => body);
	}

	/** Makes the sandbox answer the next request of a path with a status. */
	refuse(path: string, status: number, message: string): void {
		this.sandbox.faults.add({ match: { path }, kind: { type: 'status', status, body: { message } } });
	}
}

/** The json of output items. */
export const jsons = ({ ok }: BrazeResult): IDataObject[] => ok.map(({ json }) => json);

/** The paired items of all output items. */
export const pairing = ({ ok }: BrazeResult): unknown[] => ok.map(({ pairedItem }) => pairedItem);

/** The error that stopped a run, as the user sees it. */
export function stop({ error }: BrazeResult): { message?: string; description?: string | null } {
	return { message: error?.message, description: error?.description };
}

/** The error of an item on the error output. */
export const itemErrors = ({ failed }: BrazeResult): IDataObject[] =>
	failed.map(({ json }) => json.error as IDataObject);
