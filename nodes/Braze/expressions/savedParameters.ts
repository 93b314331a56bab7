import { partition } from 'lodash';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { isShown } from './checkLeaf';
import { findOutsideContent } from './contentMembers';
import { holdsExpression, type Leaf, leavesOf } from './leaves';

/** A parameter as it is saved: what is known of it before any item. */
export interface SavedParameter {
	/** What errors call it. */
	readonly label: string;
	/** Whether it is the same for all items: no part of it is an expression. */
	readonly isFixed: boolean;
	/** The values in it that expressions make. */
	readonly made: readonly Leaf[];
	/** What is wrong with its fixed text: an error of each item that reads it. */
	readonly problem?: unknown;
}

/** Looks through the saved parameters of a run, once for all its items. Never throws. */
export function savedParameters(
	fields: readonly INodeProperties[],
	saved: INodeParameters,
): ReadonlyMap<string, SavedParameter> {
	const names = new Set([...fields.map(({ name }) => name), ...Object.keys(saved)]);
	return new Map(
		[...names].map((name) => [name, savedParameter(name, shownField(name, fields, saved), saved[name])]),
	);
}

function savedParameter(name: string, field: INodeProperties | undefined, raw: unknown): SavedParameter {
	const label = field?.displayName ?? name;
	const isFixed = !holdsExpression(raw);
	if (!field) return { label, isFixed, made: [] };
	try {
		const [made, fixed] = partition(leavesOf(field, raw), 'isExpression');
		for (const leaf of fixed) refuseLeftBraces(leaf, raw);
		return { label, isFixed, made };
	} catch (problem) {
		return { label, isFixed, made: [], problem };
	}
}

/** The field of a parameter: of several with the same name, the one that is shown. */
function shownField(
	name: string,
	fields: readonly INodeProperties[],
	saved: INodeParameters,
): INodeProperties | undefined {
	const named = fields.filter((field) => field.name === name && field.type !== 'hidden');
	return (
		named.find(({ displayOptions }) =>
			Object.entries(displayOptions?.show ?? {}).every(
				([other, values]) => values?.some((value) => value === saved[other]) ?? true,
			),
		) ?? named[0]
	);
}

/**
 * Refuses fixed text with double braces where it identifies or selects something: an expression that was entered or
 * generated without n8n's mark for expressions. Nothing evaluates it, so it would be an ID that matches nobody, or a
 * filter that matches everybody.
 *
 * @param saved the whole parameter
 * @throws {InputError} naming the value
 */
function refuseLeftBraces(leaf: Leaf, saved: unknown): void {
	const { label, purpose, takesLiquid, type, raw } = leaf;
	if (takesLiquid || (purpose !== 'identifies' && purpose !== 'selects')) return;
	const text = textWithBraces(type, raw);
	if (text === undefined || !isShown(leaf, saved)) return;
	throw new InputError(
		label,
		`is the fixed text ${describe(text)}`,
		"Choose 'Expression' above the field, so that n8n evaluates what is in the braces, or remove the braces.",
	);
}

/** The text itself; of JSON, the first string in it that is no content. */
function textWithBraces(type: Leaf['type'], text: string): string | undefined {
	if (!text.includes('{{')) return undefined;
	if (type !== 'json') return text;
	try {
		return findOutsideContent(JSON.parse(text), (found) =>
			typeof found === 'string' && found.includes('{{') ? found : undefined,
		);
	} catch {
		// Whoever reads it says where it is broken.
		return undefined;
	}
}
