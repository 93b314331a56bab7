import type { BuildOptions } from 'esbuild';

declare const options: BuildOptions;
export = options;
