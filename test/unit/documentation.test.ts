import { scripts } from '../../package.json';
import { readText } from '../support/files';
import { isAmong, ownFiles } from '../support/repository';

/** Files, tests and npm scripts that the documentation names in code, such as `test/unit/package.test.ts`: they exist. */

const files = ownFiles();
const pages = files.filter((path) =>
	/^(docs\/(?:maintainers\/)?[^/]+|README|CONTRIBUTING|SECURITY)\.md$/.test(path),
);

/** The threat model names tests by their path below `test/`, without the extension. */
const isThere = (path: string): boolean =>
	[path, `test/${path}`].some((one) => isAmong(files, one) || files.includes(`${one}.test.ts`));

const FOLDERS =
	/^(?:\.\/)?((?:\.ci|\.github|bench|credentials|docs|e2e|engine|examples|icons|nodes|sandbox|test|unit)\/[^\s*{}<>]*)$/;

/** What a page names that does not exist. */
function missingFrom(text: string): string[] {
	const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, one]) => one);
	const paths = code.flatMap((one) => FOLDERS.exec(one)?.[1].replace(/\/$/, '') ?? []);
	const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name);
	const tests = [...text.matchAll(/\bnpx jest (test\/[\w/.]+)/g)].map(([, path]) => path);
	return [
		...paths.filter((path) => !isThere(path)),
		...named.filter((name) => !Object.keys(scripts).includes(name)),
		...tests.filter((path) => !files.some((file) => file.startsWith(path))),
	];
}

it('notices what does not exist', () => {
	const text =
		'`test/unit/none.test.ts`, `engine/security/none`, `npm run none`, `npx jest test/unit/none`, `engine/security/json`, `npm run lint`';
	expect(missingFrom(text)).toEqual([
		'test/unit/none.test.ts',
		'engine/security/none',
		'none',
		'test/unit/none',
	]);
});

it('covers the README, the guides and the pages in docs', () => {
	expect(pages).toEqual(
		expect.arrayContaining([
			'README.md',
			'CONTRIBUTING.md',
			'SECURITY.md',
			'docs/maintainers/verification.md',
			'docs/threat-model.md',
		]),
	);
});

it.each(pages)('%s names only files, tests and npm scripts that exist', (page) => {
	expect(missingFrom(readText(page) ?? '')).toEqual([]);
});
