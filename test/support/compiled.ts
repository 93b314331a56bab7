import { parseJsonConfigFileContent, preProcessFile, readConfigFile, sys, transpileModule } from 'typescript';

import { absolute } from './files';

/** The scripts of the package as `npm run build` compiles them, file by file and in memory, by their path below `dist`. */
export function compilePackage(): Map<string, string> {
	const { config } = readConfigFile(absolute('tsconfig.json'), (path) => sys.readFile(path));
	const { fileNames, options } = parseJsonConfigFileContent(config, sys, absolute('.'));
	const scripts = fileNames.filter((path) => path.endsWith('.ts'));
	return new Map(
		scripts.map((path) => {
			const { outputText } = transpileModule(sys.readFile(path) ?? '', {
				compilerOptions: options,
				fileName: path,
			});
			return [path.replace(absolute(''), '').replace(/^\//, '').replace(/\.ts$/, '.js'), outputText];
		}),
	);
}

/** What a compiled file loads. */
export function importsOf(text: string): string[] {
	return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The path that a relative import leads to. */
export function resolveImport(from: string, name: string): string {
	const parts = from.split('/').slice(0, -1);
	for (const part of name.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.') parts.push(part);
	}
	return parts.join('/');
}
