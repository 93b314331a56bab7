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
		'The sandbox stands in for Braze in tests and trials. Nobody outside Braze can be sure that it behaves the same, so this page says where each of its rules comes from. The page is generated from `sandbox/evidence/`, and a test fails if a rule is missing there.',
		'',
		'- **Recorded**: seen in a published response from a real workspace. A recorded response takes precedence over a documented one.',
		"- **Documented**: stated on a page of Braze's documentation, given by the last part of its URL and the date it was read.",
		'- **Assumed**: neither; the safest guess, or a simplification.',
		'',
		'The [parity cases](../parity/README.md) check rules of the table *Behavior* in a real test workspace.',
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
	const head = named ? ['Applies to', 'Rule', 'Known', 'Source'] : ['Text', 'Known', 'Source'];
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
		'| Endpoint | Parameters and permission | Success response | Success status |',
		'| --- | --- | --- | --- |',
		...endpoints.map((of) => {
			const [read, answer] = ['Parameters and permission', 'Success response'].map((rule) => known(of, rule));
			const status = known(of, 'Success status') === '' ? 'like the response' : 'assumed';
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
