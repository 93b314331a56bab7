// @ts-check
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

/**
 * Loaded into n8n before anything else: for each SIGUSR2, it collects garbage and appends a line of JSON with what is
 * still in use. The second collection frees what finalizers of the first one let go.
 */
const file = process.env.SOAK_HEAP_FILE ?? '';
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

process.on('SIGUSR2', () => {
	gc();
	setImmediate(() => {
		gc();
		const { heapUsed, external, rss } = process.memoryUsage();
		appendFileSync(file, `${JSON.stringify({ heapUsed, external, rss })}\n`);
	});
});
