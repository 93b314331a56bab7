import type { Companion } from '../../delivery/entry';
import type { NotSent, Outcome, Refused } from '../../delivery/outcome';
import type { Interceptor, RunContext } from '../../delivery/send/interceptor';
import { addressProblem, type Downloaded } from '../../transport/download';
import type { Endpoint } from '../../transport/endpoint';
import { sentences } from '../../transport/errorText';

/** The file is in storage outside the API, and needs no permission. */
export const FILE_ENDPOINT: Endpoint = { method: 'GET', path: '(download URL)', permission: 'none' };

/** How long to wait between looks at the file: it takes seconds for a small segment, and minutes for a large one. */
const LOOK_MS = 5_000;

/** What to do with a file. */
interface Wishes {
	/** The binary field of the output that it goes into. */
	readonly field: string;
	/** How long to wait for it. */
	readonly waitMs: number;
	/** Whether an item without the file comes out if it is not ready, instead of an error. */
	readonly returnUnready: boolean;
}

/** A file to download. */
export class FileOrder implements Companion {
	constructor(
		readonly url: string,
		readonly wishes: Wishes,
	) {}

	get id(): string {
		return JSON.stringify([this.url, this.wishes]);
	}
}

/** Downloads the file instead of sending a request to Braze: looks again until it is there, or the wait is over. */
export function downloadInterceptor({ connection, clock, signal, download }: RunContext): Interceptor {
	return async (request, send) => {
		const { companion } = request.envelope;
		if (!(companion instanceof FileOrder)) return await send(request);
		const { url, wishes } = companion;
		const problem = addressProblem(url, connection.host);
		if (problem !== undefined)
			return refused(
				`'Download URL' ${problem}`,
				'Use the URL that the export, or the call from Braze, returned',
			);
		// A look may take as long as the timeout of a request: both the looks and the time are limited.
		const until = clock.now() + wishes.waitMs;
		const isOver = (left: number) => left <= 0 || clock.now() >= until || signal?.aborted === true;
		let came = await download(url);
		for (let left = wishes.waitMs; mayComeLater(came) && !isOver(left); left -= LOOK_MS) {
			await clock.wait(Math.min(LOOK_MS, left), signal);
			came = await download(url);
		}
		return outcomeOf(came, companion);
	};
}

/** Storage answers 403 until the file is there, and when it is no longer there. */
const isNotThere = (came: Downloaded): boolean =>
	came.kind === 'answered' && (came.status === 403 || came.status === 404);

const mayComeLater = (came: Downloaded): boolean =>
	isNotThere(came) || came.kind === 'unanswered' || (came.kind === 'answered' && came.status >= 500);

function outcomeOf(came: Downloaded, { url, wishes }: FileOrder): Outcome {
	if (came.kind === 'file') {
		const { fileName, bytes } = came.file;
		return {
			kind: 'sent',
			answer: { ready: true, file_name: fileName, ...(bytes !== undefined && { bytes }) },
			binary: { [wishes.field]: came.file },
		};
	}
	if (came.kind === 'unanswered')
		return notYet({ message: 'The file could not be downloaded', resolution: sentences(came.detail, RETRY) });
	const { status } = came;
	if (isNotThere(came))
		return wishes.returnUnready
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
	message: 'The file is not ready, or no longer there',
	resolution:
		"Large segments take minutes to export, and Braze deletes the file after some hours. Put a Wait node before this one, or set 'If Not Ready' to 'Return Without File' and come back in a loop. If the export was hours ago, start it again.",
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
