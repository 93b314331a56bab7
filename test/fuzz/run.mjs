// @ts-check
import { mkdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import esbuild from 'esbuild';

/** Compiles the fuzzer into one file and runs it, with all arguments: see `main.ts`. */
const outfile = '.build/fuzz/main.js';
mkdirSync('.build/fuzz', { recursive: true });
esbuild.buildSync({ entryPoints: ['test/fuzz/main.ts'], outfile, bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'es2022', sourcemap: 'inline' });
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
