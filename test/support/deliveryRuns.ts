import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { FaultKind, FaultSpec } from '../../sandbox/state/faults';
import type { LoggedRequest } from '../../sandbox/state/requestLog';
import { ONBOARDING_ID } from '../../sandbox/seeds/canvases';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { JsonObject } from '../../sandbox/types/json';
import { runBraze, type BrazeResult, type BrazeRun } from './engine';
import { fastClock } from './clocks';

/** Each item is one person, identified by its own fields, so that no expression is resolved. */
const FROM_ITEMS: INodeParameters = {
	resource: 'canvas',
	canvasId: { __rl: true, mode: 'id', value: ONBOARDING_ID },
	sendTo: 'recipients',
	specifyRecipients: 'autoMap',
	identifyBy: 'externalId',
	otherFields: 'ignore',
};

/** Settings of the node that decide what happens after a failure. */
export const ON_ERROR = {
	stop: {},
	continue: { onError: 'continueRegularOutput' },
	errorOutput: { onError: 'continueErrorOutput' },
	retryOnFail: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	retryAndContinue: { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
} satisfies Record<string, Partial<INode>>;

/** The error in an error item. */
export interface ItemError extends IDataObject {
	message: string;
	description: string;
	outcome: string;
}

/** Items for the people `p0`, `p1`, …, one each. */
export const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ external_user_id: `p${index}` }));

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A separate workspace for a file of tests, and runs of the node against it. */
export class DeliveryRuns {
	sandbox!: Sandbox;

	/**
	 * @param sharesClock whether the sandbox uses the node's clock, so that its rate limits end after the node has waited
	 */
	constructor({ sharesClock = false } = {}) {
		beforeAll(async () => {
			this.sandbox = await startSandbox({
				port: 0,
				...(sharesClock && { now: () => new Date(fastClock.now()) }),
			});
		});
		beforeEach(() => {
			this.sandbox.reset();
			fastClock.reset(Date.now());
		});
		afterAll(async () => await this.sandbox.stop());
	}

	/** Sends a Canvas to the people of the items. */
	async send(
		items: IDataObject[],
		options: IDataObject = {},
		more: Partial<BrazeRun> = {},
		parameters: INodeParameters = {},
	): Promise<BrazeResult> {
		return await this.run({ operation: 'sendNow', ...parameters }, items, options, more);
	}

	/** Schedules a Canvas for the people of the items. */
	async schedule(
		items: IDataObject[],
		options: IDataObject = {},
		more: Partial<BrazeRun> = {},
		parameters: INodeParameters = {},
	): Promise<BrazeResult> {
		return await this.run(
			{ operation: 'schedule', sendTime: '2099-01-01T09:00:00Z', ...parameters },
			items,
			options,
			more,
		);
	}

	fault(kind: FaultKind, more: Omit<FaultSpec, 'kind'> = {}): void {
		this.sandbox.faults.add({ ...more, kind });
	}

	/** How often Braze accepted a message for each person. */
	accepted(): Map<string, number> {
		const { sends, schedules } = this.sandbox.state;
		const counts = new Map<string, number>();
		for (const { recipients } of [...sends, ...schedules]) {
			for (const { external_user_id: id = '' } of recipients) counts.set(id, (counts.get(id) ?? 0) + 1);
		}
		return counts;
	}

	/** Runs any operation. */
	async run(
		parameters: INodeParameters,
		items: IDataObject[],
		options: IDataObject,
		more: Partial<BrazeRun>,
	): Promise<BrazeResult> {
		return await runBraze({
			parameters: { ...FROM_ITEMS, ...parameters, options } as INodeParameters,
			items,
			credential: { apiKey: 'sandbox-key', instance: 'custom', url: this.sandbox.url },
			...more,
		});
	}
}

/** The people that a request names. */
export function namedIn({ body }: Pick<LoggedRequest, 'body'>): string[] {
	const recipients = (body as JsonObject | undefined)?.recipients;
	return Array.isArray(recipients) ? recipients.map((one: JsonObject) => String(one.external_user_id)) : [];
}

/** The error of an item; `undefined` where it was sent. */
export const errorOf = ({ json }: INodeExecutionData): ItemError | undefined =>
	json.error as ItemError | undefined;

/** The input item that an output item belongs to. */
export const itemOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as { item: number }).item;

/** How each input item ended, by its output items. */
export function outcomes({ ok, failed }: BrazeResult): Map<number, string[]> {
	const byItem = new Map<number, string[]>();
	for (const output of [...ok, ...failed]) {
		const item = itemOf(output);
		byItem.set(item, [...(byItem.get(item) ?? []), errorOf(output)?.outcome ?? 'sent']);
	}
	return byItem;
}

/** The number of input items by how they ended. */
export function counts(result: BrazeResult): Record<string, number> {
	const counted: Record<string, number> = {};
	for (const [kind] of outcomes(result).values()) counted[kind] = (counted[kind] ?? 0) + 1;
	return counted;
}
