import type { AssignmentCollectionValue } from 'n8n-workflow';

interface Row {
	name: unknown;
	value: unknown;
	type?: string;
}

/** Rows of name, type and value, as the editor saves them. The default type is text. */
export const assigned = (...rows: Row[]) =>
	({
		assignments: rows.map((row, index) => ({ id: `row-${index}`, type: 'string', ...row })),
	}) as AssignmentCollectionValue;
