import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type NodeError,
} from 'n8n-workflow';

import { sentences, SYSTEM_CODES } from '../../transport/errorText';
import type { Safety, Verb } from '../../transport/endpoint';
import type { Failure } from '../../transport/failure';
import { itemText, placeOf, recipientName, rowName } from '../itemName';
import type { Outcome, RequestOutcome } from '../outcome';
import { openParts, type Part } from '../plan/requests';
import type { Run } from '../runRecord';
import { affectsEveryRequest } from '../send/settling';
import {
	verbIn,
	earlierAttemptsText,
	summaryText,
	summarize,
	unreplacedKeys,
	unreplacedText,
	type RunSummary,
} from './summary';
import { isCalledDirectly, isTool } from '../../execution';

/** IDs beyond this number are only in the error's data. */
const MAX_IDS_IN_TEXT = 100;

/**
 * The error of a run with invalid items. It includes what an earlier attempt of the same execution sent, because it
 * replaces that attempt's error.
 *
 * @param verb what the requests of the run do
 */
export function validationError(
	ctx: IExecuteFunctions,
	{ rejected, toSend, delivered: earlier }: Pick<Run, 'rejected' | 'toSend' | 'delivered'>,
	verb: Verb,
): NodeOperationError {
	const [{ item, message, resolution, wholeRun, namesItems }] = rejected;
	const others = rejected.slice(1).filter(({ wholeRun }) => !wholeRun).length;
	const more =
		others > 0 ? `${others} more ${others === 1 ? 'item also needs' : 'items also need'} fixing.` : '';
	const ready = toSend.filter((placed) => openParts(placed) > 0).length;
	const counts = summarize(earlier);
	const sent =
		earlier.length > 0
			? sentences('Nothing more was sent', earlierAttemptsText(counts), scheduleIdsText(counts))
			: 'Nothing was sent.';
	const text = safeMessage(message, resolution);
	const title = wholeRun || namesItems ? text.message : withItem(ctx, text.message, item);
	const error = new NodeOperationError(ctx.getNode(), title, {
		description: forDisplay(ctx, sentences(text.description, sent, more, howToContinue(ctx, verb, ready))),
	});
	error.context.data = { item: placeOf(item), ...(earlier.length > 0 && summaryData(counts)) };
	return describedForAgent(ctx, error);
}

/**
 * The error of a run that stops after a request failed. It lists the schedules created so far: no Braze endpoint does,
 * so without the list nobody could cancel them.
 *
 * @param safety `notIdempotent` if a retry must not repeat what was sent
 * @returns `undefined` if no request failed
 */
export function deliveryError(
	ctx: IExecuteFunctions,
	delivered: readonly RequestOutcome[],
	safety: Safety,
): NodeApiError | undefined {
	const first = firstFailureOf(delivered);
	if (!first) return undefined;
	const { failure, parts } = first;
	const [{ item }] = parts;
	const title =
		parts.every((part) => part.item === item) && concernsItem(first)
			? withItem(ctx, failure.message, item, parts.length === 1 ? recipientName(parts[0].member) : undefined)
			: failure.message;
	const counts = summarize(delivered);
	const verb = verbIn(delivered);
	const again =
		counts.sent + counts.unknown > 0 && safety === 'notIdempotent' && !isTool(ctx)
			? 'Retrying this execution handles only the remaining items.'
			: '';
	const others =
		first.kind === 'refused' && concernsItem(first) ? howToContinue(ctx, verb, counts.notSent) : '';
	const error = new NodeApiError(
		ctx.getNode(),
		{ message: title },
		{
			message: title,
			description: forDisplay(
				ctx,
				sentences(
					failure.resolution,
					unreplacedText(delivered),
					summaryText(counts, verb),
					scheduleIdsText(counts),
					others,
					again,
				),
			),
			httpCode: failure.status === undefined ? undefined : String(failure.status),
		},
	);
	const unreplaced = unreplacedKeys(delivered);
	error.context.data = {
		item: placeOf(item),
		...summaryData(counts),
		...(unreplaced.length > 0 && { unreplaced_schedule_keys: unreplaced }),
	};
	return describedForAgent(ctx, error);
}

/**
 * The failure that stopped the run, rather than requests held back because of it. A failure of this attempt takes
 * precedence over an unknown outcome of an earlier one.
 */
function firstFailureOf(delivered: readonly RequestOutcome[]): Failed | undefined {
	const failed = delivered.flatMap(({ parts, outcome }) =>
		outcome.kind === 'sent' ? [] : [{ outcome, parts }],
	);
	const first = failed.find(({ outcome }) => !('untried' in outcome || 'fromMemory' in outcome)) ?? failed[0];
	return first && { kind: first.outcome.kind, failure: first.outcome.failure, parts: first.parts };
}

/** A request that failed. */
interface Failed {
	readonly kind: Exclude<Outcome['kind'], 'sent'>;
	readonly failure: Failure;
	readonly parts: readonly Part[];
}

/** Whether a failure concerns its own request, and not the API key, the address or the rate limit. */
const concernsItem = ({ kind, failure: { status } }: Failed): boolean =>
	kind !== 'notSent' && !affectsEveryRequest(status);

/** The title of an error with the item it is about. A run with a single item doesn't need that. */
function withItem(ctx: IExecuteFunctions, message: string, item: number, person?: string): string {
	const items = ctx.getInputData();
	if (items.length === 1) return message;
	return `${message} (${itemText(item, items.length, person ?? rowName(items[item].json))})`;
}

/** How to send the remaining items although one failed. */
function howToContinue(ctx: IExecuteFunctions, verb: Verb, count: number): string {
	if (count === 0 || isTool(ctx)) return '';
	const others = count === 1 ? 'the other one' : `the other ${count}`;
	const send = verb === 'sent' || verb === 'scheduled' ? 'send' : 'go on with';
	return `To ${send} ${others}, set 'On Error' to 'Continue (using error output)' in the node's settings.`;
}

function scheduleIdsText({ scheduleIds }: RunSummary): string {
	if (scheduleIds.length === 0) return '';
	const more =
		scheduleIds.length > MAX_IDS_IN_TEXT
			? ` and ${scheduleIds.length - MAX_IDS_IN_TEXT} more in the details`
			: '';
	return `Schedules already created (keep these IDs to cancel them): ${scheduleIds.slice(0, MAX_IDS_IN_TEXT).join(', ')}${more}.`;
}

function summaryData({ scheduleIds, ...counts }: RunSummary): IDataObject {
	return { ...counts, schedule_ids: [...scheduleIds] };
}

function safeMessage(message: string, resolution = ''): { message: string; description: string } {
	return SYSTEM_CODES.test(message)
		? { message: 'This item is not valid', description: sentences(message, resolution) }
		: { message, description: resolution };
}

/** Escapes a description, which n8n shows as HTML. An AI agent reads it as plain text. */
function forDisplay(ctx: IExecuteFunctions, text: string): string {
	if (isTool(ctx)) return text;
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Adds the description to the message if the engine runs the tool on an agent's behalf, because the agent then sees
 * only the message. This happens after the error was built, because n8n looks for names of system errors only in the
 * message that it is given.
 */
function describedForAgent<E extends NodeError>(ctx: IExecuteFunctions, error: E): E {
	if (isTool(ctx) && !isCalledDirectly(ctx) && error.description)
		error.message = `${error.message}. ${error.description}`;
	return error;
}
