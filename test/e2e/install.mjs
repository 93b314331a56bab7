// @ts-check
/** Installs every n8n that the end-to-end tests run in: `node test/e2e/install.mjs`. The tests would do it too. */
import { installN8n } from '../../n8n/start/install.mjs';
import { Explained, say } from '../../n8n/start/log.mjs';
import { stopAllOnSignals } from '../../n8n/start/processes.mjs';
import { current, oldest } from './support/versions.mjs';

stopAllOnSignals();
try {
	for (const { folder } of [current, oldest]) await installN8n(folder);
} catch (error) {
	if (!(error instanceof Explained)) throw error;
	say(error.message);
	process.exitCode = 1;
}
