import { BEHAVIOR } from './behavior';
import { ENDPOINTS } from './endpoints';
import { assumed, documented, type Row } from './evidence';
import { REFUSALS } from './refusals';

/** Everything that the sandbox assumes about Braze, and how each of it is known. */
export function allRows(): Record<'Behavior' | 'Endpoints' | 'Refusals', Row[]> {
	return {
		Behavior: BEHAVIOR,
		Endpoints: Object.entries(ENDPOINTS).flatMap(endpointRows),
		Refusals: REFUSALS.flatMap(([known, texts]) => texts.map((rule) => ({ of: '', rule, known }))),
	};
}

function endpointRows([of, [page, state, answer]]: [string, (typeof ENDPOINTS)[string]]): Row[] {
	const read = documented(page, state);
	const rows: Row[] = [{ of, rule: 'Parameters and permission', known: read }];
	if (typeof answer === 'object') return [...rows, { of, rule: 'Success response', known: answer }];
	rows.push({ of, rule: 'Success response', known: read });
	if (answer === 'status assumed')
		rows.push({ of, rule: 'Success status', known: assumed('the page does not say it') });
	return rows;
}

/** How a rule of behavior is known, by its ID. */
export function knownBy(id: string): string {
	return BEHAVIOR.find((one) => one.id === id)?.known.how ?? 'unknown';
}
