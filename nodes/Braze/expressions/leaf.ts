import { get } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { Purpose } from '../fields/declarations';
import type { ExpressionText } from './readExpression';

/** A value inside a parameter: one that an expression makes, or fixed text. */
export interface Leaf extends ExpressionText {
	/** The keys that lead to it from the value of the parameter. */
	readonly keys: ReadonlyArray<string | number>;
	/** What errors call it. */
	readonly label: string;
	/** The expression or text as saved. */
	readonly raw: string;
	readonly isExpression: boolean;
	readonly type: INodeProperties['type'];
	/** Absent for whole collections. */
	readonly purpose?: Purpose;
	/** Whether Braze evaluates Liquid in it. */
	readonly takesLiquid: boolean;
	/** Whether an expression in it may give nothing. */
	readonly takesNothing: boolean;
	/** The field of its row, and the values of that, with which it is a regular expression. */
	readonly pattern?: readonly [sibling: string, values: readonly string[]];
	/** Whether it stands in a row of several. */
	readonly inRow: boolean;
	/** The fields beside it on which it depends whether the editor shows it, each with the values for which it does. */
	readonly shownFor: ReadonlyArray<readonly [string, readonly unknown[]]>;
}

/** What a parameter holds at the keys of a leaf. */
export const valueAt = (value: unknown, keys: Leaf['keys']): unknown =>
	keys.length === 0 ? value : get(value, keys);

/** Whether the editor shows a leaf: rows keep values of fields that another value hides. */
export function isShown({ inRow, shownFor, keys }: Leaf, value: unknown): boolean {
	if (shownFor.length === 0) return true;
	const row = inRow ? valueAt(value, keys.slice(0, -1)) : undefined;
	return shownFor.every(([name, allowed]) => {
		const other: unknown = get(row, name);
		return other === undefined || allowed.includes(other);
	});
}
