import { pathsUnder, readText } from '../support/files';

/** The error messages in the troubleshooting guide are those that the node shows. */

/** Symptoms that are not error messages of the node, and messages of Braze. */
const SYMPTOMS = [
	'A message that was moved with *Update Schedule* goes out at the wrong local time',
	'Invalid Canvas ID, The Canvas is not API-triggered',
	'The list of Canvases shows an error',
	'`success`, but nobody got a message',
	'An item has `skipped: true`',
	'Properties are empty in the message',
	'A number arrives as text',
	'Liquid entered in a field of the node disappears',
];

/** All of the code as one string, with … in place of interpolated values. */
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

/** The parts of a message that are adjacent in the code: field labels are defined apart from the problems. */
const partsOf = (row: string) =>
	row
		.replace(/\(\d+\)|\d+|"[^"]*"/g, '…')
		.split(/…|, and below it: |(?=, so )|: |(?:, )?(?<!\w)'|'(?!\w)/)
		.map((part) => part.trim())
		.filter((part) => /\w{2}/.test(part));

it('finds the rows', () => {
	expect(rows.length).toBeGreaterThan(40);
	expect(rows).toEqual(expect.arrayContaining(SYMPTOMS));
});

it.each(rows.filter((row) => !SYMPTOMS.includes(row)))('%s', (row) => {
	expect(partsOf(row).filter((part) => !said.includes(part))).toEqual([]);
});
