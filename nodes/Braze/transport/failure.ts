import { deedOf, type Deed, type Endpoint } from './endpoint';
import type { Verdict } from './judge';
import { quote, sentences } from './sentences';

/** Why a request did not succeed, for people: what happened, and how to mend it. */
export interface Failure {
	readonly message: string;
	readonly cure: string;
	/** What the request was to do, where that is known. */
	readonly deed?: Deed;
	/** The HTTP status, where there was an answer. */
	readonly status?: number;
	/** Braze's own words, where it gave any. */
	readonly told?: string;
	/** Set for a refusal that came after a try of the same request without a clear answer. */
	readonly afterUnclear?: true;
}

type Failed = Exclude<Verdict, { kind: 'accepted' }>;

type Refused = Extract<Verdict, { kind: 'refused' }>;

/**
 * Puts a failed request into words. Braze's own words are quoted in the cure and never stand in the message, since
 * n8n replaces messages that happen to contain the name of a system error.
 *
 * @param safety whether the request could be repeated after an unclear answer
 */
export function explain(verdict: Failed, endpoint: Endpoint, safety: 'idempotent' | 'creates' = 'idempotent'): Failure {
	const deed = deedOf(endpoint);
	switch (verdict.kind) {
		case 'slowDown':
			return {
				deed,
				status: 429,
				message: 'Braze asks to slow down: its rate limit is used up',
				cure: sentences(nothingDone(deed), 'Try again later', quote('Braze', verdict.told)),
			};
		case 'notReached':
			return { deed, ...notReached(verdict, deed) };
		case 'unclear':
			return { deed, ...unclear(verdict, deed, safety) };
		case 'refused': {
			const { message, advice } = refusal(verdict.status, endpoint);
			return { deed, ...answerOf(verdict), message, cure: sentences(advice, nothingDone(deed), wordsOf(verdict, advice)) };
		}
	}
}

/**
 * Puts into words that a request without a clear answer was tried again, and refused then: the refusal says nothing of
 * what the first try did.
 */
export function explainRepetition(unclear: Failure, verdict: Refused, endpoint: Endpoint): Failure {
	const { message, advice } = refusal(verdict.status, { ...endpoint, refusalHint: endpoint.repetitionHint ?? endpoint.refusalHint });
	const cure = sentences(`It was tried again, and then: ${message}`, advice, wordsOf(verdict, advice));
	return { deed: deedOf(endpoint), ...answerOf(verdict), message: unclear.message, cure, afterUnclear: true };
}

/** What has not happened, in a sentence. That a failed look-up fetched nothing goes without saying. */
export function nothingDone(deed: Deed): string {
	return deed === 'fetched' ? '' : `Nothing was ${deed} by this request.`;
}

function notReached({ status, told }: Extract<Failed, { kind: 'notReached' }>, deed: Deed): Failure {
	return status === undefined
		? {
				message: 'Braze could not be reached',
				cure: sentences(nothingDone(deed), 'Check the instance in the credential and the network of n8n', quote('The network', told)),
			}
		: {
				status,
				message: `Braze is not available at the moment (${status})`,
				cure: sentences(nothingDone(deed), 'Try again later', quote('Braze', told)),
			};
}

/** Where it can be seen what became of a message. */
const WHERE_TO_LOOK: Partial<Record<Deed, string>> = {
	sent: 'It was not repeated, so that nobody gets the message twice. Look in Braze before you repeat it, for example in the Message Activity Log.',
	scheduled:
		'It was not repeated, so that nobody gets the message twice. Braze does not list such schedules: whether there is one shows in the Message Activity Log once it goes out.',
};

function unclear({ status, told }: Extract<Failed, { kind: 'unclear' }>, deed: Deed, safety: 'idempotent' | 'creates'): Failure {
	const advice = safety === 'idempotent' ? 'Repeating it does no harm: try again later.' : (WHERE_TO_LOOK[deed] ?? 'It was not repeated. Look in Braze before you repeat it.');
	const open = deed === 'fetched' ? '' : ', so it is not known whether this was carried out';
	if (status === undefined) return { message: `Braze did not answer${open}`, cure: sentences(advice, quote('The network', told)) };
	const foreign = status < 300 ? 'The answer is not in the format of Braze: something in between may have given it.' : '';
	return { status, message: `Braze answered ${status}${open}`, cure: sentences(advice, foreign, quote('Braze', told)) };
}

/** What went wrong in this node itself while a request was under way. */
export function unforeseen(error: unknown): Failure {
	return {
		message: 'This node ran into something it does not know, so it is not clear whether this was carried out',
		cure: sentences(
			'Look in Braze before you repeat it, and report this to the authors of the node',
			quote('The node', error instanceof Error ? error.message : String(error)),
		),
	};
}

const answerOf = ({ status, told }: Refused) => ({ status, ...(told && { told }) });

const wordsOf = ({ told }: Refused, advice: string) => quote('Braze', told) || (advice === '' ? 'Braze gave no reason.' : '');

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
