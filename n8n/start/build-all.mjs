// @ts-check
/** Builds the package and the sandbox, each only when something it is made from has changed: `node n8n/start/build-all.mjs`. */
import { build } from './build.mjs';
import { Explained, say, step } from './log.mjs';

try {
	await step('Building the package and the sandbox', build);
} catch (error) {
	if (!(error instanceof Explained)) throw error;
	say(error.message);
	process.exitCode = 1;
}
