import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { BrazeRequest } from '../../transport/connection';
import type { Expected } from '../../transport/expectedMembers';
import { unexpectedFailure } from '../../transport/failure';
import { collectPages, type Page, type Paging } from '../../transport/pages';
import { errorsIn } from '../../transport/responseErrors';
import type { Combine } from '../entry';
import type { Outcome } from '../outcome';
import { type PlannedRequest, toBrazeRequest } from '../plan/requests';
import type { Interceptor, SendChanges } from './interceptor';
import { requireMembers, sendWithRetry, type SendContext, type SendResult } from './sendWithRetry';

/** How requests are sent, regardless of their content. */
export interface RequestSending extends Omit<SendContext, 'notAfter' | 'acceptRefusal' | 'ignoreQuota'> {
	readonly combine?: Combine;
	readonly paging?: Paging;
	/** Members that every response must contain in addition to the list of {@link paging}. */
	readonly expected: Expected;
	/** Wraps each request. */
	readonly intercept?: Interceptor;
}

/**
 * Sends one request through its operation's interceptor. Never throws: a bug in this node must not lose the outcomes of
 * other requests.
 */
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
		// A separate limiter keeps to the limits for audiences: using one up must not hold back other requests.
		ignoreQuota: audienceSend !== undefined,
		...(repeatable && { safety: 'idempotent' }),
		...how,
	};
	const brazeRequest = toBrazeRequest(request, sending);
	const response = paging
		? await everyPage(paging, limit ?? Infinity, brazeRequest, context)
		: await sendWithRetry(context, brazeRequest);
	const result = requireMembers(response, expected, endpoint);
	if (result.kind !== 'accepted') return result;
	return { kind: 'sent', answer: result.body };
}

/** Fetches a list page by page, and joins the pages into one response. */
async function everyPage(
	paging: Paging,
	limit: number,
	brazeRequest: BrazeRequest,
	context: SendContext,
): Promise<SendResult> {
	let failed: SendResult | undefined;
	let otherMembers: IDataObject = {};
	const errors: IDataObject[] = [];
	const ask = async (query: IDataObject): Promise<Page | undefined> => {
		const response = await sendWithRetry(context, { ...brazeRequest, query });
		const result = requireMembers(response, { [paging.list]: 'list' }, context.endpoint);
		if (result.kind !== 'accepted') {
			failed = result;
			return undefined;
		}
		otherMembers = { ...omit(result.body, paging.list, 'error'), ...otherMembers };
		errors.push(...(errorsIn(result.body) as IDataObject[]));
		return result;
	};
	const entries = await collectPages(paging, brazeRequest.query ?? {}, limit, ask);
	const body = { ...otherMembers, ...(errors.length > 0 && { errors }), [paging.list]: entries };
	return failed ?? { kind: 'accepted', body, headers: {} };
}
