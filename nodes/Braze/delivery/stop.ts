import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Delivered } from './outcome';
import type { Rejected } from './results';
import { sayTally, tally } from './tally';

/** More ids than this are kept in the error's data only. */
const MAX_IDS_IN_TEXT = 100;

/** n8n replaces a whole message in which it finds one of these, even inside a word. */
const SYSTEM_CODES =
	/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i;

/** The error of a run that stops before anything was sent. `others` further items have something to mend as well. */
export function inputStop(ctx: IExecuteFunctions, { item, message, cure }: Rejected, others: number): NodeOperationError {
	const more = others > 0 ? ` ${others} more ${others === 1 ? 'item has' : 'items have'} something to mend too.` : '';
	const text = safeMessage(message, cure);
	return new NodeOperationError(ctx.getNode(), text.message, {
		description: forDisplay(ctx, `${text.description} Nothing was sent.${more}`),
		itemIndex: item,
	});
}

/**
 * The error of a run that stops after a request failed. It lists the schedules that exist by now: no endpoint of Braze
 * does, so without them nobody could cancel.
 */
export function sendingStop(ctx: IExecuteFunctions, delivered: readonly Delivered[]): NodeApiError | undefined {
	const first = delivered.find(({ outcome }) => outcome.kind !== 'sent');
	if (!first || first.outcome.kind === 'sent') return undefined;
	const { failure } = first.outcome;
	const counts = tally(delivered);
	const { scheduleIds } = counts;
	const listed = scheduleIds.slice(0, MAX_IDS_IN_TEXT).join(', ');
	const more = scheduleIds.length > MAX_IDS_IN_TEXT ? ` and ${scheduleIds.length - MAX_IDS_IN_TEXT} more in the details` : '';
	const kept = scheduleIds.length > 0 ? ` Schedules that were created, keep them to cancel: ${listed}${more}.` : '';
	const again = counts.sent + counts.unknown > 0 ? ' A retry of this execution sends only what is left.' : '';
	const error = new NodeApiError(
		ctx.getNode(),
		{ message: failure.message },
		{
			message: failure.message,
			description: forDisplay(ctx, `${failure.cure} ${sayTally(counts)}${kept}${again}`),
			httpCode: failure.status === undefined ? undefined : String(failure.status),
			itemIndex: first.parts[0].item,
		},
	);
	const { scheduleIds: schedule_ids, ...rest } = counts;
	error.context.data = { ...rest, schedule_ids };
	return error;
}

function safeMessage(message: string, cure = ''): { message: string; description: string } {
	return SYSTEM_CODES.test(message)
		? { message: 'This item cannot be sent as it is', description: `${message}. ${cure}` }
		: { message, description: cure };
}

/** n8n shows descriptions as HTML; an AI agent reads them as text. */
function forDisplay(ctx: IExecuteFunctions, text: string): string {
	const trimmed = text.trim();
	if (isTool(ctx)) return trimmed;
	return trimmed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Whether an AI agent called the node. Older n8n cannot tell. */
export function isTool(ctx: IExecuteFunctions): boolean {
	return typeof ctx.isToolExecution === 'function' && ctx.isToolExecution();
}
