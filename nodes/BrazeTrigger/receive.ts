import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { recentEventsOf } from './recentEvents';
import { readBody } from './requestBody';
import { hasSecret } from './secret';
import { findSource } from './sources/index';
import type { ReceivedEvent } from './sources/source';

/** An error response to a call that starts nothing. */
interface Refusal {
	readonly status: 400 | 401 | 413 | 503;
	readonly message: string;
}

/**
 * Handles one call from Braze: checks the secret, reads the events, drops repeated ones, and starts the workflow with
 * the rest as one item each. n8n responds before the workflow runs, because Braze waits for the response.
 */
export async function receive(ctx: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (!(await isAuthentic(ctx)))
		return refuse(ctx, { status: 401, message: 'The secret is missing or wrong' });
	const body = await readBody(ctx);
	if (body.kind === 'refused') return refuse(ctx, { status: body.status, message: body.problem });
	const reading = findSource(ctx.getNodeParameter('source'))?.read(body.value, (name) =>
		ctx.getNodeParameter(name, ''),
	);
	if (!reading) return refuse(ctx, { status: 400, message: 'The source of this trigger is not known' });
	if (reading.kind === 'refused') return refuse(ctx, { status: 400, message: reading.problem });
	// A test in the editor may send the same event again and again.
	const started = ctx.getMode() === 'manual' ? start(reading.events) : startForNew(ctx, reading.events);
	const { filtered = 0 } = reading;
	return filtered === 0 || started.noWebhookResponse
		? started
		: { ...started, webhookResponse: { message: 'Received', filtered } };
}

async function isAuthentic(ctx: IWebhookFunctions): Promise<boolean> {
	// Only the literal 'none' disables the check, not an expression that returns no value.
	if (ctx.getNodeParameter('authentication') === 'none') return true;
	const credential = await ctx.getCredentials('brazeWebhookApi').catch(() => undefined);
	return (
		credential !== undefined &&
		hasSecret(
			{ headers: ctx.getHeaderData(), query: ctx.getQueryData() as Record<string, unknown> },
			credential,
		)
	);
}

/** Starts the workflow for events that no earlier call contained. Events without an ID are always new. */
function startForNew(ctx: IWebhookFunctions, events: readonly ReceivedEvent[]): IWebhookResponseData {
	if (events.every(({ id }) => id === undefined)) return start(events);
	const memory = ctx.getWorkflowStaticData('node');
	const claim = recentEventsOf(`${ctx.getWorkflow().id ?? ''}/${ctx.getNode().id}`).claim(
		events.map(({ id }) => id),
		memory.recentEvents,
	);
	// Braze tries again after this response, and by then it is known whether the workflow started.
	if (claim.kind === 'busy') return refuse(ctx, { status: 503, message: 'The same event is being received' });
	const fresh = events.filter((_, index) => claim.isNew[index]);
	if (fresh.length === 0) {
		claim.keep();
		return start(fresh);
	}
	memory.recentEvents = claim.stored;
	settleWhenAnswered(ctx, claim);
	return start(fresh);
}

/**
 * Settles the claim once n8n has responded. If n8n can't start the workflow, it responds with 500, and the events count
 * as not received. If the connection breaks before that, they stay in doubt until n8n responds nevertheless.
 */
function settleWhenAnswered(
	ctx: IWebhookFunctions,
	{ keep, release }: { keep: () => void; release: () => void },
): void {
	const response = ctx.getResponseObject();
	let settled = false;
	const settle = (): void => {
		if (settled) return;
		settled = true;
		if (response.statusCode >= 400) release();
		else keep();
	};
	response.once('finish', settle);
	response.once('close', () => (response.writableEnded ? settle() : onEnd(response, settle)));
}

/** Calls back when a response ends whose connection is gone, for which Node.js emits no event. */
function onEnd(response: ReturnType<IWebhookFunctions['getResponseObject']>, callback: () => void): void {
	const end = response.end.bind(response) as (...args: unknown[]) => typeof response;
	response.end = (...args: unknown[]) => {
		callback();
		return end(...args);
	};
}

function start(events: readonly ReceivedEvent[]): IWebhookResponseData {
	if (events.length === 0) return { webhookResponse: { message: 'Received' } };
	return { workflowData: [events.map(({ json }) => ({ json }))] };
}

function refuse(ctx: IWebhookFunctions, { status, message }: Refusal): IWebhookResponseData {
	ctx.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
