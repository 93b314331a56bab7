import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Companion } from '../../delivery/entry';
import type { Outcome, Sent } from '../../delivery/outcome';
import { type Interceptor, lookUp, type RunContext } from '../../delivery/send/interceptor';
import { requireMembers, type SendResult } from '../../delivery/send/sendWithRetry';
import { readBoolean } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Endpoint } from '../../transport/endpoint';
import { sentences } from '../../transport/errorText';

const LABEL = 'Wait Until Done';

/** The longest wait for a sync. Longer ones would occupy a worker. */
const MAX_WAIT_MS = 60_000;

/** The pause between two lookups. Braze accepts 100 a minute for all integrations. */
const POLL_INTERVAL_MS = 5_000;

/** Whether the run waits for the end of the sync. */
export const waitUntilDoneOption: INodeProperties = {
	displayName: LABEL,
	name: 'waitUntilDone',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait up to a minute until the sync ends, and return its row counts. A longer sync returns “done: false”. Also needs the permission cdi.integration_job_status.',
};

/** Reads {@link waitUntilDoneOption}; off if it was not added. */
export function readWaitUntilDone(item: ItemReader): boolean {
	const { waitUntilDone: wanted } = item.options();
	return wanted !== undefined && readBoolean(LABEL, wanted);
}

/** A sync that the run waits for. */
export class SyncToFollow implements Companion {
	constructor(readonly integration: string) {}

	get id(): string {
		return this.integration;
	}
}

/** The status of an integration's syncs, newest first. */
const STATUS_ENDPOINT: Endpoint = {
	method: 'GET',
	path: '/cdi/integrations/{integration_id}/job_sync_status',
	permission: 'cdi.integration_job_status',
};

/**
 * Starts a sync, and waits until it is done. The newest sync is looked up beforehand, so that the end of an earlier
 * sync isn't mistaken for that of this one. If the lookup fails, nothing is started.
 */
export function syncInterceptor(context: RunContext): Interceptor {
	return async (request, send) => {
		const { companion } = request.envelope;
		if (!(companion instanceof SyncToFollow)) return await send(request);
		const before = await newestSync(context, companion);
		if ('failed' in before) return before.failed;
		const started = await send(request);
		if (started.kind !== 'sent') return started;
		const ended = await untilDone(context, companion, before.sync?.sync_start_time);
		return 'problem' in ended
			? withAnswer(started, { done: false, warning: ended.problem })
			: outcomeOf(started, ended.sync);
	};
}

type Look =
	| { readonly sync: IDataObject | undefined }
	| { readonly failed: Exclude<SendResult, { kind: 'accepted' }> };

async function newestSync(context: RunContext, { integration }: SyncToFollow): Promise<Look> {
	const path = STATUS_ENDPOINT.path.replace('{integration_id}', encodeURIComponent(integration));
	const response = await lookUp(context, STATUS_ENDPOINT, { method: 'GET', path });
	const result = requireMembers(response, { results: 'list' }, STATUS_ENDPOINT);
	if (result.kind !== 'accepted') return { failed: result };
	return { sync: (result.body.results as IDataObject[])[0] };
}

/** The sync once it is done, or in its current state when the wait is over; or the reason why that is unknown. */
async function untilDone(
	context: RunContext,
	companion: SyncToFollow,
	earlier: unknown,
): Promise<{ sync: IDataObject | undefined } | { problem: string }> {
	const { clock, signal } = context;
	// A lookup may take long because of retries, so both the number of lookups and the time are limited.
	const until = clock.now() + MAX_WAIT_MS;
	for (let left = MAX_WAIT_MS; ; left -= POLL_INTERVAL_MS) {
		const look = await newestSync(context, companion);
		if ('failed' in look) return { problem: problemOf(look.failed) };
		const sync = look.sync?.sync_start_time === earlier ? undefined : look.sync;
		const isOver = left <= 0 || clock.now() >= until || signal?.aborted === true;
		if ((sync && !isRunning(sync)) || isOver) return { sync };
		await clock.wait(POLL_INTERVAL_MS, signal);
	}
}

const problemOf = ({ failure }: Exclude<SendResult, { kind: 'accepted' }>): string =>
	sentences(
		'The sync was started, but it is not known whether it is done',
		failure.message,
		failure.resolution,
	);

const isRunning = ({ job_status: status }: IDataObject): boolean =>
	/^(running|in[ _]?progress|pending|queued)$/i.test(String(status));

const hasFailed = ({ job_status: status }: IDataObject): boolean => /error|fail/i.test(String(status));

function outcomeOf(started: Sent, sync: IDataObject | undefined): Outcome {
	if (!sync || isRunning(sync)) return withAnswer(started, { ...sync, done: false });
	if (!hasFailed(sync)) return withAnswer(started, { ...sync, done: true });
	return {
		kind: 'refused',
		failure: {
			verb: 'started',
			message: `The sync ended with the status ${String(sync.job_status)}`,
			resolution: sentences(
				`${Number(sync.rows_synced ?? 0)} rows were synced, ${Number(sync.rows_failed_with_errors ?? 0)} failed`,
				'See the log of the integration in Braze, under Data Settings > Cloud Data Ingestion',
			),
		},
	};
}

const withAnswer = (started: Sent, more: IDataObject): Sent => ({
	...started,
	answer: { ...started.answer, ...more },
});
