import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../../transport/connection';
import { type Expected, lackIn } from '../../transport/expectedMembers';
import { unexpectedFailure } from '../../transport/failure';
import { collectPages, type Page, type Paging } from '../../transport/pages';
import { confirmed, errorsIn, withErrors } from '../../transport/responseErrors';
import type { Combine } from '../entry';
import type { Outcome } from '../outcome';
import { type PlannedRequest, toBrazeRequest } from '../plan/requests';
import type { Interceptor, SendChanges } from './interceptor';
import { sendWithRetry, type SendContext, type SendResult } from './sendWithRetry';

/** How the requests of a run are sent, whatever is in them. */
export interface RequestSending extends Omit<SendContext, 'notAfter' | 'acceptRefusal' | 'ignoreQuota'> {
	readonly combine?: Combine;
	readonly paging?: Paging;
	/** What every response has to contain, besides the list of {@link paging}. */
	readonly expected: Expected;
	/** What has to be done around a request, right before and right after it. */
	readonly intercept?: Interceptor;
}

/** Sends one request, with what its operation does around it. Never throws: a bug in this node must not lose other outcomes. */
export async function sendRequest(request: PlannedRequest, sending: RequestSending): Promise<Outcome> {
	const { intercept, breaker } = sending;
	try {
		return intercept && !breaker?.open
			? await intercept(request, async (changed, how) => await send(changed, sending, how), breaker)
			: await send(request, sending);
	} catch (error) {
		return { kind: 'unknown', failure: unexpectedFailure(error) };
	}
}

async function send(request: PlannedRequest, sending: RequestSending, how?: SendChanges): Promise<Outcome> {
	const { repeatable, acceptRefusal, audienceSend, limit } = request.envelope;
	const { paging, expected, endpoint } = sending;
	const context: SendContext = {
		...sending,
		acceptRefusal,
		// The limits of audiences are kept by a limiter of their own: one that is used up must not hold back the others.
		ignoreQuota: audienceSend !== undefined,
		...(repeatable && { safety: 'idempotent' }),
		...how,
	};
	const brazeRequest = toBrazeRequest(request, sending);
	const came = paging
		? await everyPage(paging, limit ?? Infinity, brazeRequest, context)
		: await sendWithRetry(context, brazeRequest);
	if (came.kind !== 'accepted') return came;
	const failure = lackIn(came.body, expected, endpoint);
	return failure
		? { kind: 'refused', failure }
		: { kind: 'sent', answer: confirmed(withErrors(came.body, endpoint), endpoint) };
}

/** Fetches a list page by page, and joins the pages as if they were one answer. */
async function everyPage(
	paging: Paging,
	limit: number,
	brazeRequest: BrazeRequest,
	context: SendContext,
): Promise<SendResult> {
	let failed: SendResult | undefined;
	let besides: IDataObject = {};
	const errors: IDataObject[] = [];
	const ask = async (query: IDataObject): Promise<Page | undefined> => {
		const came = await sendWithRetry(context, { ...brazeRequest, query });
		const failure =
			came.kind === 'accepted' && lackIn(came.body, { [paging.list]: 'list' }, context.endpoint);
		if (came.kind !== 'accepted') failed = came;
		else if (failure) failed = { kind: 'refused', failure };
		if (failed || came.kind !== 'accepted') return undefined;
		besides = { ...omit(came.body, paging.list, 'error'), ...besides };
		errors.push(...(errorsIn(came.body) as IDataObject[]));
		return came;
	};
	const entries = await collectPages(paging, brazeRequest.query ?? {}, limit, ask);
	const body = { ...besides, ...(errors.length > 0 && { errors }), [paging.list]: entries };
	return failed ?? { kind: 'accepted', body, headers: {} };
}
