import { allRows } from './index';
import type { Evidence, Row } from './evidence';

const KINDS = ['recorded', 'documented', 'assumed'] as const;

/** The page docs/sandbox-fidelity.md. */
export function fidelityPage(): string {
	const sections = Object.entries(allRows());
	const all = sections.flatMap(([, rows]) => rows);
	return [
		'# How faithful is the sandbox?',
		'',
		'The sandbox stands in for Braze in tests and trials. Nobody outside Braze can know that it behaves the same. This page says how each of its rules is known. It is generated from `sandbox/evidence/`; a test fails for a rule that is not in it.',
		'',
		'- **Recorded**: seen in an answer of a real workspace that somebody published. A recorded answer beats a documented one.',
		"- **Documented**: read on a page of Braze's documentation, named by the last part of its address, in the state of that date.",
		'- **Assumed**: neither. The safest guess, or a simplification.',
		'',
		'The [parity cases](../parity/README.md) check rules of the first table in a real test workspace.',
		'',
		'| | Recorded | Documented | Assumed | All |',
		'| --- | --- | --- | --- | --- |',
		...sections.map(([name, rows]) => counted(name, rows)),
		counted('**All**', all),
		'',
		...sections.flatMap(([name, rows]) => [
			`## ${name}`,
			'',
			...(name === 'Endpoints' ? endpointTable(rows) : table(rows)),
			'',
		]),
	].join('\n');
}

/** How many rules are known in each way. */
export const countOf = (rows: Row[], kind: Evidence['how']): number =>
	rows.filter(({ known }) => known.how === kind).length;

const counted = (name: string, rows: Row[]) =>
	`| ${name} | ${KINDS.map((kind) => countOf(rows, kind)).join(' | ')} | ${rows.length} |`;

function table(rows: Row[]): string[] {
	const named = rows.some(({ of }) => of !== '');
	const head = named ? ['Of', 'Rule', 'Known', 'From'] : ['Text', 'Known', 'From'];
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(head),
		line(head.map(() => '---')),
		...rows.map(({ of, rule, known }) => {
			const shown = [named ? rule : code(rule), known.how, fromOf(known)];
			return line(named ? [of.includes('/') ? of.split(', ').map(code).join(', ') : of, ...shown] : shown);
		}),
	];
}

/** One line for the rules of each endpoint. */
function endpointTable(rows: Row[]): string[] {
	const endpoints = [...new Set(rows.map(({ of }) => of))];
	const known = (of: string, rule: string) => {
		const row = rows.find((one) => one.of === of && one.rule === rule);
		return row ? `${row.known.how}: ${fromOf(row.known)}` : '';
	};
	return [
		'| Endpoint | Parameters and permission | Answer of success | Its status |',
		'| --- | --- | --- | --- |',
		...endpoints.map((of) => {
			const [read, answer] = ['Parameters and permission', 'Answer of success'].map((rule) =>
				known(of, rule),
			);
			const status = known(of, 'Status of success') === '' ? 'like the answer' : 'assumed';
			return `| ${code(of)} | ${read} | ${answer === read ? 'documented there' : answer} | ${status} |`;
		}),
	];
}

const code = (text: string) => `\`${text}\``;

function fromOf(known: Evidence): string {
	switch (known.how) {
		case 'recorded':
			return `${known.where}, ${known.when}`;
		case 'documented':
			return `${known.page}, ${known.state}`;
		case 'assumed':
			return known.why;
	}
}
