import { existsSync, readFileSync, readdirSync } from 'fs';
import path from 'path';

/** What the documents refer to exists: files, npm scripts, and the headings that links lead to. */

const ROOT = path.join(__dirname, '..', '..');
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/deploy/README.md', ...readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const SCRIPTS = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

/** Folders of the repository, and those of test/ that the threat model names its tests by. */
const PATH = /`((?:\.ci|\.github|bench|credentials|docs|examples|icons|nodes|sandbox|test|engine|unit|e2e)\/[\w./-]+)`/g;

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found);

function fileExists(named: string): boolean {
	const places = [named, `test/${named}`];
	return places.flatMap((place) => [place, `${place}.test.ts`, `${place}.ts`]).some((place) => existsSync(path.join(ROOT, place)));
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replace(/ /g, '-');

const anchorsOf = (file: string) => all(read(file), /^#+ (.+)$/gm).map(anchorOf);

function leadsNowhere(document: string, link: string): boolean {
	const [file, anchor] = link.split('#');
	const target = file === '' ? document : path.join(path.dirname(document), file);
	if (!existsSync(path.join(ROOT, target))) return true;
	return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
}

describe.each(DOCUMENTS)('%s', (document) => {
	const text = read(document);

	it('names files that exist', () => {
		expect(all(text, PATH).filter((named) => !fileExists(named))).toEqual([]);
	});

	it('names scripts that exist', () => {
		const named = [...all(text, /npm run ([\w:]+)/g), ...all(text, /npm (test|start)\b/g)];
		expect(named.filter((script) => !(script in SCRIPTS))).toEqual([]);
	});

	it('has links that lead somewhere', () => {
		const links = all(text, /\]\((?!https?:)([^)\s]+)\)/g);
		expect(links.filter((link) => leadsNowhere(document, link))).toEqual([]);
	});
});

it('finds what does not exist', () => {
	expect(['test/unit/docsReferences', 'engine/no/such', 'docs/trigger.md'].filter((named) => !fileExists(named))).toEqual(['engine/no/such']);
	expect(['docs/trigger.md', '#no-such-heading', 'docs/trigger.md#the-secret'].filter((link) => leadsNowhere('README.md', link))).toEqual(['#no-such-heading']);
});
