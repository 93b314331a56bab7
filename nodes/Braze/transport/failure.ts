import { verbOf, type Verb, type Endpoint } from './endpoint';
import type { Verdict } from './classify';
import { quote, sentences } from './sentences';

/** Why a request did not succeed, for people: what happened, and how to mend it. */
export interface Failure {
	readonly message: string;
	readonly resolution: string;
	/** What the request was to do, where that is known. */
	readonly verb?: Verb;
	/** The HTTP status, where there was an answer. */
	readonly status?: number;
	/** Braze's own words, where it gave any. */
	readonly reason?: string;
	/** Set for a refusal that came after a try of the same request without a clear answer. */
	readonly afterUnclear?: true;
	/** Set where the answer names what was refused: the rest of the request may have been carried out. */
	readonly named?: true;
}

type Failed = Exclude<Verdict, { kind: 'accepted' }>;

type Refused = Extract<Verdict, { kind: 'refused' }>;

/**
 * Puts a failed request into words. Braze's own words are quoted in the resolution and never stand in the message, since
 * n8n replaces messages that happen to contain the name of a system error.
 *
 * @param safety whether the request could be repeated after an unclear answer
 */
export function describeFailure(verdict: Failed, endpoint: Endpoint, safety: 'idempotent' | 'creates' = 'idempotent'): Failure {
	const verb = verbOf(endpoint);
	switch (verdict.kind) {
		case 'slowDown':
			return {
				verb,
				status: 429,
				message: 'Braze asks to slow down: its rate limit is used up',
				resolution: sentences(nothingDone(verb), 'Try again later', quote('Braze', verdict.detail)),
			};
		case 'notReached':
			return { verb, ...notReached(verdict, verb) };
		case 'unclear':
			return { verb, ...unclear(verdict, verb, safety) };
		case 'refused': {
			const { message, advice } = refusal(verdict.status, endpoint);
			return { verb, ...answerOf(verdict), message, resolution: sentences(advice, nothingDone(verb), wordsOf(verdict, advice)) };
		}
	}
}

/**
 * Puts into words that a request without a clear answer was tried again, and refused then: the refusal says nothing of
 * what the first try did.
 */
export function describeRepeatedFailure(unclear: Failure, verdict: Refused, endpoint: Endpoint): Failure {
	const { message, advice } = refusal(verdict.status, { ...endpoint, refusalHint: endpoint.repetitionHint ?? endpoint.refusalHint });
	const resolution = sentences(`It was tried again, and then: ${message}`, advice, wordsOf(verdict, advice));
	return { verb: verbOf(endpoint), ...answerOf(verdict), message: unclear.message, resolution, afterUnclear: true };
}

/**
 * Puts into words that Braze refused a single member of a request.
 *
 * @param reason what Braze says about that member
 * @param status the HTTP status, where it refused the request along with it
 */
export function describeMemberRefusal(reason: string, endpoint: Endpoint, status?: number): Failure {
	return {
		verb: verbOf(endpoint),
		...(status !== undefined && { status }),
		message: 'Braze refused this item',
		reason,
		resolution: sentences(endpoint.refusalHint ?? 'Correct the value that Braze names', quote('Braze', reason)),
		named: true,
	};
}

/** What has not happened, in a sentence. That a failed look-up fetched nothing goes without saying. */
export function nothingDone(verb: Verb): string {
	return verb === 'fetched' ? '' : `Nothing was ${verb} by this request.`;
}

function notReached({ status, detail }: Extract<Failed, { kind: 'notReached' }>, verb: Verb): Failure {
	return status === undefined
		? {
				message: 'Braze could not be reached',
				resolution: sentences(nothingDone(verb), 'Check the instance in the credential and the network of n8n', quote('The network', detail)),
			}
		: {
				status,
				message: `Braze is not available at the moment (${status})`,
				resolution: sentences(nothingDone(verb), 'Try again later', quote('Braze', detail)),
			};
}

/** Where it can be seen what became of a message. */
const WHERE_TO_LOOK: Partial<Record<Verb, string>> = {
	sent: 'It was not repeated, so that nobody gets the message twice. Look in Braze before you repeat it, for example in the Message Activity Log.',
	scheduled:
		'It was not repeated, so that nobody gets the message twice. Braze does not list such schedules: whether there is one shows in the Message Activity Log once it goes out.',
};

function unclear({ status, detail }: Extract<Failed, { kind: 'unclear' }>, verb: Verb, safety: 'idempotent' | 'creates'): Failure {
	const advice = safety === 'idempotent' ? 'Repeating it does no harm: try again later.' : (WHERE_TO_LOOK[verb] ?? 'It was not repeated. Look in Braze before you repeat it.');
	const open = verb === 'fetched' ? '' : ', so it is not known whether this was carried out';
	if (status === undefined) return { message: `Braze did not answer${open}`, resolution: sentences(advice, quote('The network', detail)) };
	const foreign = status < 300 ? 'The answer is not in the format of Braze: something in between may have given it.' : '';
	return { status, message: `Braze answered ${status}${open}`, resolution: sentences(advice, foreign, quote('Braze', detail)) };
}

/** What went wrong in this node itself while a request was under way. */
export function unexpectedFailure(error: unknown): Failure {
	return {
		message: 'This node ran into something it does not know, so it is not clear whether this was carried out',
		resolution: sentences(
			'Look in Braze before you repeat it, and report this to the authors of the node',
			quote('The node', error instanceof Error ? error.message : String(error)),
		),
	};
}

const answerOf = ({ status, detail }: Refused) => ({ status, ...(detail && { reason: detail }) });

const wordsOf = ({ detail }: Refused, advice: string) => quote('Braze', detail) || (advice === '' ? 'Braze gave no reason.' : '');

function refusal(status: number, { permission, path, refusalHint }: Endpoint): { message: string; advice: string } {
	if (status === 401) {
		return {
			message: 'Braze does not accept the API key on this instance',
			advice:
				'Either the key is wrong, deleted or limited to other IP addresses, or the workspace is on another instance: compare the instance in the credential with the address of your dashboard.',
		};
	}
	if (status === 403) {
		return {
			message: `The API key lacks the permission ${permission}`,
			advice: `Permissions of a key cannot be changed. Create a new REST API key in Braze with ${permission}, and put it into the credential.`,
		};
	}
	if (status === 404) {
		return {
			message: 'Braze does not know what was asked for',
			advice: sentences(refusalHint ?? 'Check the IDs of this item', `Check also the instance in the credential (${path})`),
		};
	}
	if (status === 413) return { message: 'The request is too large for Braze', advice: 'Send fewer or smaller properties and attributes.' };
	if (status >= 300 && status < 400) {
		return {
			message: 'The address in the credential redirects elsewhere',
			advice: 'The key was not sent on. Put the REST endpoint of your instance into the credential.',
		};
	}
	return { message: `Braze refused the request (${status})`, advice: refusalHint ?? '' };
}
