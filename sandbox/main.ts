import { fail, commandLine, onTermination, print } from './server/platform';
import { startSandbox } from './server';

/**
 * Starts the sandbox from the command line: `node .build/sandbox/main.js`.
 * `--port 4010`, `--host 127.0.0.1`: where it listens. `--host-name NAME`: another name by which it is reached.
 * `--n8n ADDRESS`: the n8n that runs with it. `--webhooks-to ORIGIN`: a further origin that webhook calls may go to
 * (`anywhere` for tests).
 */
async function main(): Promise<void> {
	const sandbox = await startSandbox(commandLine());
	print(`Braze sandbox on ${sandbox.url} (open it in a browser); REST API key: sandbox-key`);
	onTermination(() => void sandbox.stop());
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
