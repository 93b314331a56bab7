import type { Endpoint } from './endpoint';
import type { Verdict } from './judge';

/** Why a request did not succeed, for people: what happened, and how to mend it. */
export interface Failure {
	readonly message: string;
	readonly cure: string;
	/** The HTTP status, where there was an answer. */
	readonly status?: number;
	/** Braze's own words, where it gave any. */
	readonly told?: string;
}

type Failed = Exclude<Verdict, { kind: 'accepted' }>;

/**
 * Puts a failed request into words. Braze's own words are quoted in the cure and never stand in the message, since
 * n8n replaces messages that happen to contain the name of a system error.
 *
 * @param safety whether the request could be repeated after an unclear answer
 */
export function explain(verdict: Failed, endpoint: Endpoint, safety: 'idempotent' | 'creates' = 'idempotent'): Failure {
	const said = quote('Braze', verdict.told);
	switch (verdict.kind) {
		case 'slowDown':
			return { status: 429, message: 'Braze asks to slow down: its rate limit is used up', cure: `Nothing was sent by this request. Try again later.${said}` };
		case 'notReached':
			return notReached(verdict, said);
		case 'unclear':
			return unclear(verdict, safety);
		case 'refused':
			return { status: verdict.status, ...(verdict.told && { told: verdict.told }), ...refusal(verdict.status, endpoint, said) };
	}
}

function notReached(verdict: Extract<Failed, { kind: 'notReached' }>, said: string): Failure {
	if (verdict.status !== undefined) {
		return { status: verdict.status, message: `Braze is not available at the moment (${verdict.status})`, cure: `Nothing was sent by this request. Try again later.${said}` };
	}
	return {
		message: 'Braze could not be reached',
		cure: `Nothing was sent. Check the instance in the credential and the network of n8n.${quote('The network', verdict.told)}`,
	};
}

function unclear({ status, told }: Extract<Failed, { kind: 'unclear' }>, safety: 'idempotent' | 'creates'): Failure {
	const cure =
		safety === 'idempotent'
			? 'Repeating it does no harm: try again later.'
			: 'It was not sent again, so that nobody gets the message twice. Look in Braze (Message Activity Log, or the Canvas itself) before you repeat it.';
	if (status === undefined) {
		return { message: 'Braze did not answer, so it is not known whether this was carried out', cure: cure + quote('The network', told) };
	}
	const foreign = status < 300 ? ' The answer is not in the format of Braze: something in between may have given it.' : '';
	return { status, message: `Braze answered ${status}, so it is not known whether this was carried out`, cure: cure + foreign + quote('Braze', told) };
}

/** What went wrong in this node itself while a request was under way. */
export function unforeseen(error: unknown): Failure {
	return {
		message: 'This node ran into something it does not know, so it is not clear whether this was carried out',
		cure: `Look in Braze before you repeat it, and report this to the authors of the node.${quote('The node', error instanceof Error ? error.message : String(error))}`,
	};
}

function quote(who: string, words: string): string {
	return words === '' ? '' : ` ${who} said: "${words.trim()}"`;
}

function refusal(status: number, { permission, path, refusalHint }: Endpoint, said: string): { message: string; cure: string } {
	if (status === 401) {
		return {
			message: 'Braze does not accept the API key on this instance',
			cure: `Either the key is wrong, deleted or limited to other IP addresses, or the workspace is on another instance: compare the instance in the credential with the address of your dashboard.${said}`,
		};
	}
	if (status === 403) {
		return {
			message: `The API key lacks the permission ${permission}`,
			cure: `Permissions of a key cannot be changed. Create a new REST API key in Braze with ${permission}, and put it into the credential.${said}`,
		};
	}
	if (status === 404) {
		return { message: 'Braze does not know what was asked for', cure: `${refusalHint ?? 'Check the IDs of this item'}, and the instance in the credential (${path}).${said}` };
	}
	if (status === 413) {
		return { message: 'The request is too large for Braze', cure: `Send fewer or smaller properties and attributes.${said}` };
	}
	if (status >= 300 && status < 400) {
		return { message: 'The address in the credential redirects elsewhere', cure: 'The key was not sent on. Put the REST endpoint of your instance into the credential.' };
	}
	return { message: `Braze refused the request (${status})`, cure: `Nothing was sent by it.${refusalHint ? ` ${refusalHint}` : ''}${said || ' Braze gave no reason.'}` };
}
