import { pathsUnder, readText } from '../support/files';

/** The words by which people look an error up are those that the node says. */

/** What is seen, and no error text of the node. */
const SYMPTOMS = [
	'The list of Canvases shows an error',
	'`success`, but nobody got a message',
	'An item says `skipped: true`',
	'Properties arrive empty in the message',
	'A number arrives as text',
	'Liquid typed into a field of the node is gone',
];

/** All of the code in one text, in which … stands for what differs: values in texts, and numbers. */
const said = ['nodes/Braze', 'credentials']
	.flatMap((folder) => pathsUnder(folder).filter((path) => path.endsWith('.ts')))
	.map((path) => readText(path) ?? '')
	.join('\n')
	.replace(/\\(['"])/g, '$1')
	.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');

const rows = (readText('docs/troubleshooting.md') ?? '')
	.split('\n')
	.map((line) => /^\| (.+?) \| .+ \|$/.exec(line)?.[1])
	.filter((cell): cell is string => cell !== undefined && !/^(---|Message|What you see)$/.test(cell));

/** The parts of a text that stand together in the code: labels of fields stand elsewhere than what is said of them. */
const partsOf = (row: string) =>
	row
		.replace(/\(\d+\)|\d+|"[^"]*"/g, '…')
		.split(/…|, and below it: |(?=, so )|(?=the text)|: |(?:, )?(?<!\w)'|'(?!\w)/)
		.map((part) => part.trim())
		.filter((part) => /\w{2}/.test(part));

it('finds the rows', () => {
	expect(rows.length).toBeGreaterThan(40);
	expect(rows).toEqual(expect.arrayContaining(SYMPTOMS));
});

it.each(rows.filter((row) => !SYMPTOMS.includes(row)))('%s', (row) => {
	expect(partsOf(row).filter((part) => !said.includes(part))).toEqual([]);
});
