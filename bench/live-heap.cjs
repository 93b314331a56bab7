// @ts-check
const { writeFileSync } = require('node:fs');

/**
 * Loaded into n8n before anything else: collects garbage again and again, and writes down the most bytes that were still
 * in use after it. What a process takes from the system says little: it grows with what has not been collected yet.
 */
const file = process.env.BENCH_LIVE_HEAP ?? '';
const { gc } = globalThis;
let most = 0;

function look() {
	if (!gc) return;
	const began = performance.now();
	gc();
	most = Math.max(most, process.memoryUsage().heapUsed);
	setTimeout(look, Math.max(50, performance.now() - began)).unref();
}

look();
process.once('exit', () => writeFileSync(file, String(most)));
