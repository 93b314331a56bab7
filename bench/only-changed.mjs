// @ts-check
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Writes 10,000 rows of which 3 % changed, with and without 'Only Changed Attributes': requests, values written (each is a
 * data point) and seconds, through n8n's own engine against the sandbox. Run: node bench/only-changed.mjs [percent]
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = path.join(root, '.build', 'onlyChanged', 'rows.cjs');
await build({
	entryPoints: [path.join(root, 'bench', 'onlyChanged', 'rows.ts')],
	outfile,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	packages: 'external',
	logLevel: 'error',
});
const [all, changed] = await createRequire(import.meta.url)(outfile).measure(Number(process.argv[2] ?? 3));
console.table({ 'all values': all, 'only changed': changed });
