import type { BuildOptions } from 'esbuild';

export const options: BuildOptions;
export function entryFiles(): Map<string, string>;
