import type { IDataObject } from 'n8n-workflow';

import { verbOf, type Endpoint, type Safety, type Verb } from './endpoint';
import type { Verdict } from './classify';
import { quote, sentences, titleOf } from './errorText';
import { errorIds, refusal, type Refused } from './refusal';

/** Why a request did not succeed, in plain words: what happened, and how to fix it. */
export interface Failure {
	readonly message: string;
	readonly resolution: string;
	/** What the request was supposed to do, if known. */
	readonly verb?: Verb;
	/** The HTTP status, if there was a response. */
	readonly status?: number;
	/** Braze's own message, if any. */
	readonly reason?: string;
	/** The IDs of Braze's errors, if the response has any, such as `item-already-exists`. */
	readonly ids?: readonly string[];
	/** Set for a refusal after an unclear attempt of the same request. */
	readonly afterUnclear?: true;
	/**
	 * Set if the response names the members that were refused, so that the rest of the request may have been carried out.
	 */
	readonly named?: true;
	/** The schedule key whose earlier schedule was, or may have been, cancelled for this one. */
	readonly unreplaced?: string;
	/**
	 * What else a response that names refused members contains, for example the ID of the schedule that was created
	 * without them.
	 */
	readonly response?: IDataObject;
}

type Failed = Exclude<Verdict, { kind: 'accepted' }>;

/**
 * Describes a failed request. Braze's reason for a refusal becomes the title. If another title says more, such as for a
 * wrong key, the reason is quoted below it.
 *
 * @param safety whether the request could be repeated after an unclear response
 */
export function describeFailure(verdict: Failed, endpoint: Endpoint, safety: Safety = 'idempotent'): Failure {
	const verb = verbOf(endpoint);
	switch (verdict.kind) {
		case 'slowDown':
			return {
				verb,
				status: 429,
				message: "Braze's rate limit was reached",
				resolution: sentences(nothingDone(verb), 'Try again later', quote('Braze', verdict.detail)),
			};
		case 'notReached':
			return { verb, ...notReached(verdict, verb) };
		case 'unclear':
			return { verb, ...unclear(verdict, verb, safety) };
		case 'refused': {
			const { message, advice, words } = refusal(verdict, endpoint);
			return {
				verb,
				...answerOf(verdict),
				message,
				resolution: sentences(advice, nothingDone(verb), words),
			};
		}
	}
}

/**
 * Describes a request that got no clear response, was retried, and was then refused. The refusal doesn't tell what the
 * first attempt did.
 */
export function describeRepeatedFailure(unclear: Failure, verdict: Refused, endpoint: Endpoint): Failure {
	const { message, advice, words } = refusal(verdict, {
		...endpoint,
		refusalHint: endpoint.repetitionHint ?? endpoint.refusalHint,
	});
	const resolution = sentences(`The retry failed: ${message}`, advice, words);
	return {
		verb: verbOf(endpoint),
		...answerOf(verdict),
		message: unclear.message,
		resolution,
		afterUnclear: true,
	};
}

/**
 * Describes the refusal of a single member of a request.
 *
 * @param reason what Braze says about that member
 * @param status the HTTP status, if Braze refused the whole request
 * @param response the rest of the response, if Braze accepted the request otherwise
 */
export function describeMemberRefusal(
	reason: string,
	endpoint: Endpoint,
	{ status, response = {} }: Pick<Failure, 'status' | 'response'>,
): Failure {
	const title = titleOf(reason);
	return {
		verb: verbOf(endpoint),
		...(status !== undefined && { status }),
		...(Object.keys(response).length > 0 && { response }),
		message: title || 'Braze refused this item',
		reason,
		resolution: sentences(
			endpoint.refusalHint ?? 'Correct the value that Braze names',
			title ? '' : quote('Braze', reason),
		),
		named: true,
	};
}

/**
 * Describes a response to a lookup that has a success status but lacks what was looked up.
 *
 * @param instead the form that the member should have, if it is there in another one
 * @param words Braze's own message, if any
 */
export function describeMissingMember(
	member: string,
	endpoint: Endpoint,
	{ instead, words = '' }: { instead?: string; words?: string } = {},
): Failure {
	return {
		verb: verbOf(endpoint),
		message:
			instead === undefined
				? `Braze's response does not contain '${member}'`
				: `'${member}' in Braze's response is not ${instead}`,
		resolution: sentences(
			'So the result is unknown, which is not the same as an empty list',
			"Try again later. If this persists, report it to the node's maintainers",
			quote('Braze', words),
		),
	};
}

/** Says that nothing happened. Empty for a failed lookup, where that is obvious. */
export function nothingDone(verb: Verb): string {
	return verb === 'fetched' ? '' : `Nothing was ${verb} by this request.`;
}

function notReached({ status, detail }: Extract<Failed, { kind: 'notReached' }>, verb: Verb): Failure {
	return status === undefined
		? {
				message: detail || 'Braze could not be reached',
				resolution: sentences(
					nothingDone(verb),
					"Check the instance in the credential and n8n's network connection",
				),
			}
		: {
				status,
				message: `Braze is temporarily unavailable (${status})`,
				resolution: sentences(nothingDone(verb), 'Try again later', quote('Braze', detail)),
			};
}

/** Where the user can see whether a message was sent. */
const WHERE_TO_LOOK: Partial<Record<Verb, string>> = {
	sent: 'It was not retried, so that nobody gets the message twice. Check Braze before you repeat it, for example the Message Activity Log.',
	written:
		'It was not retried, so that nothing counts twice. Check the profile in Braze before you repeat it.',
	scheduled:
		'It was not retried, so that nobody gets the message twice. Braze does not list these schedules: if there is one, it appears in the Message Activity Log once it goes out.',
};

function unclear(
	{ status, detail }: Extract<Failed, { kind: 'unclear' }>,
	verb: Verb,
	safety: Safety,
): Failure {
	const advice =
		safety === 'idempotent'
			? 'Repeating it is safe: try again later.'
			: (WHERE_TO_LOOK[verb] ?? 'It was not retried. Check Braze before you repeat it.');
	const open = verb === 'fetched' ? '' : ', so it is unknown whether this was carried out';
	if (status === undefined)
		return {
			message: `Braze did not respond${open}`,
			resolution: sentences(advice, detail),
		};
	const foreign =
		status < 300 && detail === '' ? "The response is not in Braze's format: a proxy may have sent it." : '';
	return {
		status,
		message: `Braze returned ${status}${open}`,
		resolution: sentences(advice, foreign, quote('Braze', detail)),
	};
}

/** Describes an error in this node itself while a request was under way. */
export function unexpectedFailure(error: unknown): Failure {
	return {
		message: 'An unexpected error occurred in this node, so it is unknown whether this was carried out',
		resolution: sentences(
			"Check Braze before you repeat it, and report this to the node's maintainers",
			quote('The node', error instanceof Error ? error.message : String(error)),
		),
	};
}

function answerOf({ status, detail, body }: Refused): Pick<Failure, 'status' | 'reason' | 'ids'> {
	const ids = errorIds(body);
	return { status, ...(detail && { reason: detail }), ...(ids.length > 0 && { ids }) };
}
