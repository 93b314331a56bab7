import { buildSync } from 'esbuild';
import { preProcessFile } from 'typescript';

import { entryFiles, options } from '../../bundle.config';
import { absolute } from './files';

/** Compiles the package's scripts in memory as `npm run build` does. Returns them by path. */
export function compilePackage(): Map<string, string> {
	const { outputFiles = [] } = buildSync({ ...options, write: false });
	return new Map([
		...outputFiles.map(({ path, text }): [string, string] => [path.replace(`${absolute('')}/`, ''), text]),
		...entryFiles(),
	]);
}

/** What a compiled file loads. */
export function importsOf(text: string): string[] {
	return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
