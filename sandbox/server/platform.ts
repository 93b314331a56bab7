/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the only file of the sandbox that touches Node itself: a server needs arguments, signals and timers */

/** How the command line configures a sandbox. */
interface CommandLine {
	port: number;
	host: string;
	hostNames: string[];
	n8n?: string;
	webhooksTo: string[] | 'anywhere';
}

/** The options of the command line and the environment; those that may be repeated are lists. */
export function commandLine(): CommandLine {
	const all = (name: string) =>
		process.argv.flatMap((argument, index) =>
			argument === `--${name}` ? process.argv.slice(index + 1, index + 2) : [],
		);
	const webhooksTo = all('webhooks-to');
	return {
		port: Number(all('port')[0] ?? process.env.PORT ?? 4010),
		host: all('host')[0] ?? '127.0.0.1',
		hostNames: all('host-name'),
		n8n: all('n8n')[0],
		webhooksTo: webhooksTo.includes('anywhere') ? 'anywhere' : webhooksTo,
	};
}

export function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** Prints the line and ends the process with a failure. */
export function fail(line: string): void {
	process.stderr.write(`${line}\n`);
	process.exitCode = 1;
}

/** Prints an error with its stack; the process goes on. */
export function printError(error: unknown): void {
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	process.stderr.write(`${text}\n`);
}

/** Calls back once when the process receives a signal to end. */
export function onTermination(stop: () => void): void {
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

/** Delays that all end when the server stops. */
export class Waits {
	private readonly running = new Map<NodeJS.Timeout, () => void>();

	/** Resolves after that many milliseconds, or at `endAll`. */
	async for(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => {
				this.running.delete(timer);
				resolve();
			}, ms);
			this.running.set(timer, resolve);
		});
	}

	/** Calls that function again and again, until `endAll`. The process may end in between. */
	every(ms: number, work: () => void): void {
		const timer = setInterval(work, ms);
		timer.unref();
		this.running.set(timer, () => {});
	}

	endAll(): void {
		for (const [timer, resolve] of this.running) {
			clearTimeout(timer);
			resolve();
		}
		this.running.clear();
	}
}
