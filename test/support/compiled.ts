import { buildSync } from 'esbuild';
import { preProcessFile } from 'typescript';

import bundleConfig from '../../bundle.config';
import { absolute } from './files';

/** The scripts of the package as `npm run build` puts them together, in memory, by their path below `dist`. */
export function compilePackage(): Map<string, string> {
	const { outputFiles = [] } = buildSync({ ...bundleConfig, write: false });
	return new Map(outputFiles.map(({ path, text }) => [path.replace(`${absolute('dist')}/`, ''), text]));
}

/** What a compiled file loads. */
export function importsOf(text: string): string[] {
	return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
