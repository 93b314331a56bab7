import { randomUUID } from 'crypto';
import { omit } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Outcome, RequestOutcome } from '../../delivery/outcome';
import type { AtEnd, Interceptor, RunContext } from '../../delivery/send/interceptor';
import { readBoolean } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { isObject } from '../../input/object';
import { sentences } from '../../transport/errorText';
import { errorsIn, withOnlyErrors } from '../../transport/responseErrors';
import { untilProcessed, type Processing } from './processingStatus';

const LABEL = 'Wait Until Processed';

/** The option to wait until the written data is on the profiles. */
export const waitUntilProcessedOption: INodeProperties = {
	displayName: LABEL,
	name: 'waitUntilProcessed',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		"Whether to wait until Braze has processed all items, so that a message sent next contains the new data. Waits at most 'Maximum Wait'. The key needs the permission users.track.status, and Braze has to enable it (beta).",
};

/**
 * The group by which Braze tracks the requests of a run, if the user wants to wait. Each run gets a new one, because a
 * group that gets more requests is no longer completed.
 */
export function groupOf(item: ItemReader): { group_id?: string } {
	const { waitUntilProcessed: wanted } = item.options();
	return wanted !== undefined && readBoolean(LABEL, wanted) ? { group_id: randomUUID() } : {};
}

/** Marks a response until the end of the run. A retry knows from the mark what to wait for. */
const MARK = 'track_group';

interface Mark {
	readonly group: string;
	/** The number of the request within the run. */
	readonly request: number;
	/** Why Braze does not track this request. */
	readonly untracked?: string;
}

/** Errors about the group, which aren't errors of items, because Braze writes the data nevertheless. */
const GROUP_ERRORS: Readonly<Record<string, string>> = {
	invalid_group_id: 'Braze did not accept the ID of this run',
	request_status_active_group_limit_exceeded:
		'Braze tracks 100,000 runs per workspace in 24 hours, and these are used up',
	request_status_group_full: 'This run has more requests than Braze can track',
	request_status_not_tracked: 'Braze does not track one of its requests',
};

/** Marks the responses to requests with a group, and removes errors about the group from them. */
export function markGroups(): Interceptor {
	let requests = 0;
	return async (request, send) => {
		const group = request.envelope.body?.group_id;
		const outcome = await send(request);
		if (typeof group !== 'string' || outcome.kind !== 'sent') return outcome;
		const errors = errorsIn(outcome.answer);
		const untracked = errors.map(groupError).find((text) => text !== undefined);
		const others = errors.filter((error) => groupError(error) === undefined);
		const mark: Mark = { group, request: ++requests, ...(untracked !== undefined && { untracked }) };
		return { ...outcome, answer: { ...withOnlyErrors(outcome.answer, others), [MARK]: { ...mark } } };
	};
}

function groupError(error: unknown): string | undefined {
	return isObject(error) && error.index === undefined ? GROUP_ERRORS[String(error.type)] : undefined;
}

/**
 * Waits until Braze has processed the requests with a group, and adds the result to their responses: `processed` is
 * true, or null with the reason in `processed_problem`. A failure here fails no item, because the data is written.
 * https://www.braze.com/docs/api/endpoints/user_data/get_users_track_status
 */
export function waitForGroups(context: RunContext): AtEnd {
	return async (delivered) => {
		const followed = new Map<string, Set<number>>();
		for (const { group, request, untracked } of delivered.flatMap(({ outcome }) => markOf(outcome) ?? []))
			if (untracked === undefined) followed.set(group, (followed.get(group) ?? new Set()).add(request));
		const ended = new Map<string, Processing>();
		for (const [group, requests] of followed)
			ended.set(group, await untilProcessed(context, group, requests.size));
		return delivered.map((one) => withResult(one, ended));
	};
}

function markOf(outcome: Outcome): Mark | undefined {
	const mark = outcome.kind === 'sent' ? outcome.answer[MARK] : undefined;
	return mark === undefined ? undefined : (mark as unknown as Mark);
}

/** Replaces the mark in an outcome with the result. A refusal may have the mark in its response. */
function withResult(one: RequestOutcome, ended: ReadonlyMap<string, Processing>): RequestOutcome {
	const { outcome } = one;
	const mark = markOf(outcome);
	if (mark && outcome.kind === 'sent') {
		const problem = mark.untracked ?? ended.get(mark.group)?.problem;
		const answer = { ...omit(outcome.answer, MARK), ...resultOf(problem) };
		return { ...one, outcome: { ...outcome, answer } };
	}
	if (outcome.kind !== 'refused' || !outcome.failure.response) return one;
	const failure = { ...outcome.failure, response: omit(outcome.failure.response, MARK) };
	return { ...one, outcome: { ...outcome, failure } };
}

const resultOf = (problem: string | undefined): IDataObject =>
	problem === undefined
		? { processed: true }
		: {
				processed: null,
				processed_problem: sentences(
					'Braze accepted the data, but it is not known whether it has been processed',
					problem,
				),
			};
