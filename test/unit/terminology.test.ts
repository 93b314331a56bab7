import {
	createSourceFile,
	forEachChild,
	isImportDeclaration,
	isStringLiteralLike,
	isTemplateExpression,
	ScriptTarget,
	type Node,
} from 'typescript';

import { pathsUnder, readText } from '../support/files';

/** What users read is plain English. This list holds turns of phrase that are not, and what to write instead. */

const INSTEAD: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bmend(s|ed|ing)?\b/i, 'fix'],
	[/\b(hold|name)s? nobody\b/i, 'has no recipients'],
	[/(?<!\b(there|this|if that) )\bis no (?!longer\b)/i, 'is not a'],
	[/\b(leave|left) (it |them |the item |such items |such an item )?out\b/i, 'skip, omit'],
	[/\bwhere there is (one|none)\b/i, 'if any'],
	[/\bwhat came of\b/i, 'the result of'],
	[/\b(is|are|was|were) (really )?meant\b/i, 'intended'],
	[/\bwhom\b/i, 'who'],
	[/\ba text\b/i, 'text, a string'],
	[/\bgiven twice\b/i, 'set twice'],
	[/\b(get|got) through\b/i, 'was not processed'],
	[/\bswitch(ed)? (it )?(on|off)\b/i, 'turn on, turn off'],
	[/\b(find|found)s? nothing\b/i, 'returned no value'],
	[/\bdoes no harm\b/i, 'is safe'],
	[/\bBraze (took|takes)\b/i, 'Braze accepted, Braze accepts'],
	[/\b(expression|operation|step)s? (gave|gives?)\b/i, 'returned, returns'],
	[/\bsay (who|which)\b/i, 'enter, specify'],
	[/\bwrite it as\b/i, 'enter it as'],
	[/(^|[.:,] |or )give (it|a|an|the|one|at least|true)\b/i, 'enter, use'],
	[/\b(tell|told|tells) of\b/i, 'report'],
	[/\bat the moment\b/i, 'currently'],
	[/\bnot known (here|to)\b/i, 'unknown'],
	// Words that Braze's dashboard no longer uses, or never did.
	[/\bapp groups?\b/i, 'workspace'],
	[/(?<![./])\bblack-?list/i, 'blocklist'],
	[/\bjourneys?\b/i, 'Canvas'],
];

function stringsIn(path: string, text: string): string[] {
	const found: string[] = [];
	const visit = (node: Node): void => {
		if (isImportDeclaration(node)) return;
		if (isStringLiteralLike(node)) found.push(node.text);
		if (isTemplateExpression(node)) found.push(node.getText());
		forEachChild(node, visit);
	};
	visit(createSourceFile(path, text, ScriptTarget.Latest, true));
	return found;
}

const textsIn = (path: string): string[] => {
	const text = readText(path) ?? '';
	if (path.endsWith('.ts')) return stringsIn(path, text);
	return text.split(path.endsWith('.json') ? /\\n|\n/ : '\n').filter((line) => !/^\s*"jsCode":/.test(line));
};

const problemsIn = (path: string): string[] =>
	textsIn(path).flatMap((text) =>
		INSTEAD.filter(([phrase]) => phrase.test(text)).map(
			([phrase, better]) => `${String(phrase.exec(text)?.[0]).trim()} -> ${better}: ${text}`,
		),
	);

const sources = ['nodes', 'credentials'].flatMap(pathsUnder).filter((path) => path.endsWith('.ts'));
const guides = [
	...pathsUnder('docs').filter((path) => path.endsWith('.md')),
	...pathsUnder('examples').filter((path) => /\.\w+$/.test(path)),
	'README.md',
	'CONTRIBUTING.md',
];

it('finds the phrases', () => {
	expect(textsIn('nodes/Braze/transport/failure.ts')).toContain('Braze could not be reached');
	expect(INSTEAD.filter(([phrase]) => phrase.test("'Canvas' is no ID: mend it"))).toHaveLength(2);
	expect(guides.length).toBeGreaterThan(10);
});

it.each([...sources, ...guides])('%s', (path) => {
	expect(problemsIn(path)).toEqual([]);
});
