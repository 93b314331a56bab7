import type { Companion } from '../../delivery/entry';
import type { NotSent, Outcome, Refused } from '../../delivery/outcome';
import type { Interceptor, RunContext } from '../../delivery/send/interceptor';
import { addressProblem, type Downloaded } from '../../transport/download';
import type { Endpoint } from '../../transport/endpoint';
import { sentences } from '../../transport/errorText';

/** The pseudo endpoint of the file, which is in storage outside the API and needs no permission. */
export const FILE_ENDPOINT: Endpoint = { method: 'GET', path: '(download URL)', permission: 'none' };

/** The pause between two attempts. The export of a small segment takes seconds, and of a large one minutes. */
const POLL_INTERVAL_MS = 5_000;

/** How to download a file. */
interface DownloadOptions {
	/** The binary field of the output to put the file in. */
	readonly field: string;
	/** How long to wait for the file. */
	readonly waitMs: number;
	/** Whether to return an item without the file instead of an error if it is not ready. */
	readonly returnUnready: boolean;
}

/** A file to download. */
export class FileOrder implements Companion {
	constructor(
		readonly url: string,
		readonly options: DownloadOptions,
	) {}

	get id(): string {
		return JSON.stringify([this.url, this.options]);
	}
}

/**
 * Downloads the file instead of sending a request to Braze. Tries again until the file is there, or the wait is over.
 */
export function downloadInterceptor({ connection, clock, signal, download }: RunContext): Interceptor {
	return async (request, send) => {
		const { companion } = request.envelope;
		if (!(companion instanceof FileOrder)) return await send(request);
		const { url, options } = companion;
		const problem = addressProblem(url, connection.host);
		if (problem !== undefined)
			return refused(
				`'Download URL' ${problem}`,
				'Use the URL that the export, or the call from Braze, returned',
			);
		// An attempt may take as long as a request's timeout, so both the number of attempts and the time are limited.
		const until = clock.now() + options.waitMs;
		const isOver = (left: number) => left <= 0 || clock.now() >= until || signal?.aborted === true;
		let result = await download(url);
		for (let left = options.waitMs; mayComeLater(result) && !isOver(left); left -= POLL_INTERVAL_MS) {
			await clock.wait(Math.min(POLL_INTERVAL_MS, left), signal);
			result = await download(url);
		}
		return outcomeOf(result, companion);
	};
}

/** Storage returns 403 before the file exists, and after it was deleted. */
const isNotThere = (result: Downloaded): boolean =>
	result.kind === 'answered' && (result.status === 403 || result.status === 404);

const mayComeLater = (result: Downloaded): boolean =>
	isNotThere(result) || result.kind === 'unanswered' || (result.kind === 'answered' && result.status >= 500);

function outcomeOf(result: Downloaded, { url, options }: FileOrder): Outcome {
	if (result.kind === 'file') {
		const { fileName, bytes } = result.file;
		return {
			kind: 'sent',
			answer: { ready: true, file_name: fileName, ...(bytes !== undefined && { bytes }) },
			binary: { [options.field]: result.file },
		};
	}
	if (result.kind === 'unanswered')
		return notYet({
			message: 'The file could not be downloaded',
			resolution: sentences(result.detail, RETRY),
		});
	const { status } = result;
	if (isNotThere(result))
		return options.returnUnready
			? { kind: 'sent', answer: { ready: false, url } }
			: notYet({ ...NOT_THERE, status });
	if (status >= 300 && status < 400)
		return refused(
			'The URL redirects elsewhere',
			'Redirects are not followed: use the URL that Braze returned',
			status,
		);
	const failure = { status, message: `The storage returned ${status}` };
	return status >= 500 || status === 429
		? notYet({ ...failure, resolution: RETRY })
		: refused(failure.message, 'Use the URL that the export, or the call from Braze, returned', status);
}

const RETRY = 'Downloading it again is safe: try again later.';

const NOT_THERE = {
	message: 'The file is not ready, or no longer exists',
	resolution:
		"Large segments take minutes to export, and Braze deletes the file after some hours. Put a Wait node before this one, or set 'If Not Ready' to 'Return Without File' and try again in a loop. If the export was hours ago, start it again.",
};

const notYet = (failure: NotSent['failure']): NotSent => ({
	kind: 'notSent',
	failure: { verb: 'fetched', ...failure },
});

const refused = (message: string, advice: string, status?: number): Refused => ({
	kind: 'refused',
	failure: {
		verb: 'fetched',
		message,
		resolution: sentences(advice),
		...(status !== undefined && { status }),
	},
});
