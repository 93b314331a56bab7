import type { IExecuteFunctions } from 'n8n-workflow';

import { reasonOf } from './delivery/rejections';
import { rejectAll, type Run } from './delivery/runRecord';
import { realClock } from './delivery/send/clock';
import { Pace, RateLimitGate, WaitBudget } from './delivery/send/rateLimitGate';
import type { Operation } from './operation';
import { connect } from './transport/connection';
import { downloadFile } from './transport/download';

/** Reads the credential, and prepares what all requests share. Rejects everything if it is missing or its URL is invalid. */
export async function connectRun(ctx: IExecuteFunctions, { endpoint }: Operation, run: Run): Promise<Run> {
	if (!run.options || run.toSend.length === 0) return run;
	const { maxWaitMs, perMinute, timeoutMs } = run.options;
	const budget = new WaitBudget(maxWaitMs);
	const pace = perMinute === undefined ? undefined : new Pace(realClock, perMinute);
	const gate = new RateLimitGate(realClock, budget, pace);
	const signal = ctx.getExecutionCancelSignal();
	try {
		const connection = await connect(ctx, timeoutMs);
		const download = async (url: string) => await downloadFile(ctx, timeoutMs, url);
		return { ...run, context: { connection, endpoint, clock: realClock, gate, signal, budget, download } };
	} catch (error) {
		return rejectAll(run, reasonOf(error));
	}
}
