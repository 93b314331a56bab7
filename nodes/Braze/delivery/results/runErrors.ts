import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type NodeError,
} from 'n8n-workflow';

import { SYSTEM_CODES } from '../../transport/errorTitle';
import type { Failure } from '../../transport/failure';
import { sentences } from '../../transport/sentences';
import type { Safety } from '../entry';
import type { RequestOutcome } from '../outcome';
import { verbIn, earlierTriesText, summaryText, summarize, type RunSummary } from './summary';
import { isCalledDirectly, isTool } from '../../toolMode';
import type { Rejected } from '../rejections';

/** More ids than this are kept in the error's data only. */
const MAX_IDS_IN_TEXT = 100;

/**
 * The error of a run that cannot send what is left of its items. `rejected` lists all items to fix; what an earlier
 * attempt of the same execution sent is included, because this error replaces that attempt's error.
 */
export function validationError(
	ctx: IExecuteFunctions,
	rejected: readonly Rejected[],
	earlier: readonly RequestOutcome[],
): NodeOperationError {
	const [{ item, message, resolution }] = rejected;
	const others = rejected.slice(1).filter(({ wholeRun }) => !wholeRun).length;
	const more = others > 0 ? `${others} more ${others === 1 ? 'item needs' : 'items need'} fixing too.` : '';
	const counts = summarize(earlier);
	const sent =
		earlier.length > 0
			? sentences('Nothing more was sent', earlierTriesText(counts), sayIds(counts))
			: 'Nothing was sent.';
	const text = safeMessage(message, resolution);
	const error = new NodeOperationError(ctx.getNode(), text.message, {
		description: forDisplay(ctx, sentences(text.description, sent, more)),
		itemIndex: item,
	});
	if (earlier.length > 0) error.context.data = dataOf(counts);
	return sayingAll(ctx, error);
}

/**
 * The error of a run that stops after a request failed. It lists the schedules created so far: no Braze endpoint
 * does, so without the list nobody could cancel them.
 *
 * @param safety whether a retry must not repeat what was sent
 */
export function deliveryError(
	ctx: IExecuteFunctions,
	delivered: readonly RequestOutcome[],
	safety: Safety,
): NodeApiError | undefined {
	const first = firstFailureOf(delivered);
	if (!first) return undefined;
	const { failure, item } = first;
	const counts = summarize(delivered);
	const verb = verbIn(delivered);
	const again =
		counts.sent + counts.unknown > 0 && safety === 'creates' && !isTool(ctx)
			? 'Retrying this execution handles only the remaining items.'
			: '';
	const error = new NodeApiError(
		ctx.getNode(),
		{ message: failure.message },
		{
			message: failure.message,
			description: forDisplay(
				ctx,
				sentences(failure.resolution, summaryText(counts, verb), sayIds(counts), again),
			),
			httpCode: failure.status === undefined ? undefined : String(failure.status),
			itemIndex: item,
		},
	);
	error.context.data = dataOf(counts);
	return sayingAll(ctx, error);
}

/**
 * The failure that stopped the run: not requests held back because of it, and failures of this attempt before unknown
 * outcomes of earlier ones.
 */
function firstFailureOf(
	delivered: readonly RequestOutcome[],
): { failure: Failure; item: number } | undefined {
	const failed = delivered.flatMap(({ parts, outcome }) =>
		outcome.kind === 'sent' ? [] : [{ outcome, item: parts[0].item }],
	);
	const first = failed.find(({ outcome }) => !('untried' in outcome || 'fromMemory' in outcome)) ?? failed[0];
	return first && { failure: first.outcome.failure, item: first.item };
}

function sayIds({ scheduleIds }: RunSummary): string {
	if (scheduleIds.length === 0) return '';
	const more =
		scheduleIds.length > MAX_IDS_IN_TEXT
			? ` and ${scheduleIds.length - MAX_IDS_IN_TEXT} more in the details`
			: '';
	return `Schedules already created (keep these IDs to cancel them): ${scheduleIds.slice(0, MAX_IDS_IN_TEXT).join(', ')}${more}.`;
}

function dataOf({ scheduleIds, ...counts }: RunSummary): IDataObject {
	return { ...counts, schedule_ids: [...scheduleIds] };
}

function safeMessage(message: string, resolution = ''): { message: string; description: string } {
	return SYSTEM_CODES.test(message)
		? { message: 'This item is not valid', description: sentences(message, resolution) }
		: { message, description: resolution };
}

/** n8n shows descriptions as HTML; an AI agent reads them as text. */
function forDisplay(ctx: IExecuteFunctions, text: string): string {
	if (isTool(ctx)) return text;
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * If the engine runs the tool for an agent, the agent sees only the message; others get both. They are joined here
 * because n8n looks for names of system errors only in the message it is given.
 */
function sayingAll<E extends NodeError>(ctx: IExecuteFunctions, error: E): E {
	if (isTool(ctx) && !isCalledDirectly(ctx) && error.description)
		error.message = `${error.message}. ${error.description}`;
	return error;
}
