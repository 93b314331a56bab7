import type { Run } from './run';

/** How the sandbox knows a rule: `recorded`, `documented` or `assumed`. */
export type KnownBy = (rule: string) => string;

const OUTCOMES = ['agrees', 'differs', 'failed', 'skipped'] as const;

/**
 * A report in Markdown, to be read and to be attached to an issue: differences, and recordings of them.
 * @param redact takes out what nobody else should read; everything in the report goes through it
 */
export function reportOf(
	{ results, leftBehind, startedAt }: Run,
	knownBy: KnownBy,
	redact: (text: string) => string,
): string {
	const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
	const differing = results.filter(({ outcome }) => outcome === 'differs');
	const lines = [
		`# Parity report, ${startedAt.slice(0, 10)}`,
		'',
		OUTCOMES.map((outcome) => `${count(outcome)} ${WORDS[outcome]}`).join(', '),
		'',
		...section(
			'Differences',
			differing.flatMap(({ case: { id, rule }, differences }) =>
				differences.map(
					({ request, at, expected, got }) =>
						`- **${id}** (${knownBy(rule)}), ${request}, \`${at}\`: expected ${json(expected)}, got ${json(got)}`,
				),
			),
		),
		...section(
			'Not run, or not to the end',
			results.flatMap(({ case: { id }, reason }) => (reason === undefined ? [] : [`- **${id}**: ${reason}`])),
		),
		...section(
			'Left behind',
			leftBehind.map((what) => `- ${what}`),
		),
		...section(
			'Recordings of the differences',
			differing.flatMap(({ case: { id }, exchanges }) => [
				'```json',
				JSON.stringify({ case: id, exchanges }, null, 2),
				'```',
			]),
		),
	];
	return redact(lines.join('\n'));
}

/** What a run in a real workspace confirmed that nobody has recorded before, in Markdown. */
export function confirmedBy({ results }: Run, knownBy: KnownBy): string {
	const confirmed = results.filter(
		({ case: { rule }, outcome }) => outcome === 'agrees' && knownBy(rule) !== 'recorded',
	);
	return section(
		'Confirmed here, and not recorded before',
		confirmed.map(({ case: { id, rule } }) => `- **${id}** (${knownBy(rule)})`),
	).join('\n');
}

const WORDS = { agrees: 'agree', differs: 'differ', failed: 'failed', skipped: 'skipped' };

const json = (value: unknown) => `\`${JSON.stringify(value) ?? 'nothing'}\``;

const section = (title: string, lines: string[]): string[] =>
	lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
