import fc from 'fast-check';

import { forgetRecentEvents } from '../../nodes/BrazeTrigger/recentEvents';
import { TriggerBench, WORD } from '../support/webhook';
import { Rejections } from './rejections';
import { webhookSets, type WebhookSet } from './webhookSets';

export interface WebhookFigures {
	readonly calls: number;
	/** Calls that started the workflow. */
	readonly started: number;
	/** Calls by the status of their answer. */
	readonly statuses: Readonly<Record<number, number>>;
	/** The smallest call that was found to break a promise, and what it breaks. */
	readonly failure?: { readonly problem: string; readonly set: WebhookSet };
}

/** Calls the Braze Trigger with random bodies and secrets. The same seed and count give the same calls. */
export async function fuzzWebhooks({
	seed,
	count,
}: {
	seed: number;
	count: number;
}): Promise<WebhookFigures> {
	const statuses: Record<number, number> = {};
	let started = 0;
	const rejections = new Rejections();
	const unwatch = rejections.watch();
	const property = fc.asyncProperty(webhookSets, async (set) => {
		const { status, items } = await checkCall(set);
		statuses[status] = (statuses[status] ?? 0) + 1;
		if (items > 0) started++;
		rejections.expectNone();
	});
	const details = await fc.check(property, { seed, numRuns: count });
	unwatch();
	const failure = details.counterexample && {
		problem: String(details.errorInstance),
		set: details.counterexample[0],
	};
	return { calls: details.numRuns, started, statuses, ...(failure && { failure }) };
}

async function checkCall({
	parameters,
	credential,
	headers,
	query,
	body,
	rightSecret,
}: WebhookSet): Promise<{ status: number; items: number }> {
	forgetRecentEvents();
	const answer = await new TriggerBench(parameters, credential).call({ body, headers, query });
	const { status, items } = answer;
	if (!rightSecret && (status !== 401 || items.length > 0))
		throw new Error(
			`without the secret, the answer was ${status} and ${items.length} items started the workflow`,
		);
	if (rightSecret && ![200, 400, 413].includes(status))
		throw new Error(`with the secret, the answer was ${status}`);
	if (status !== 200 && items.length > 0)
		throw new Error(`the answer was ${status}, and the workflow started`);
	if (items.some(({ json }) => polluted(json)) || Object.keys(Object.prototype).length > 0)
		throw new Error('a prototype was changed');
	if ([textOf(items), textOf(answer.body)].some((text) => text.includes(WORD)))
		throw new Error('the secret is in the output');
	return { status, items: items.length };
}

/** Walks with a list of its own, since what arrives may be nested deeper than functions can be. */
function polluted(value: unknown): boolean {
	const left = [value];
	while (left.length > 0) {
		const next = left.pop();
		if (typeof next !== 'object' || next === null) continue;
		if (
			Object.hasOwn(next, '__proto__') ||
			![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(next) as object)
		)
			return true;
		for (const member of Object.values(next)) left.push(member);
	}
	return false;
}

/** All that n8n would store of it. */
const textOf = (value: unknown): string => JSON.stringify(value) ?? '';
