import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../input/inputError';
import { describe } from '../input/describe';
import { isContainer } from '../input/json';
import { fixedTextsOf, isShown, type Leaf } from './leaves';
import { CONTENT_MEMBERS } from './natures';

/** What identifies something, and may be Liquid, which Braze evaluates. */
const LIQUID: ReadonlySet<string> = new Set(['from', 'imageUrl', 'webhookUrl']);

/**
 * Refuses fixed text with double braces where it identifies or selects something: an expression that was entered or
 * generated without n8n's mark for expressions. Nothing evaluates it, so it would be the ID of nobody, or a filter that
 * excludes nobody.
 *
 * @param raw the parameter as it is saved
 * @throws {InputError} naming the value
 */
export function refuseLeftBraces(field: INodeProperties, raw: unknown): void {
	for (const leaf of fixedTextsOf(field, raw)) {
		const { label, nature, type, way } = leaf;
		if (nature !== 'identifies' && nature !== 'selects') continue;
		const text = textWithBraces(type, leaf.raw);
		if (text === undefined || LIQUID.has(String(way.at(-1) ?? field.name)) || !isShown(leaf, raw)) continue;
		throw new InputError(
			label,
			`is the fixed text ${describe(text)}`,
			"Choose 'Expression' above the field, so that n8n evaluates what is in the braces, or remove the braces.",
		);
	}
}

/** The text itself; of JSON, the first string in it that is no content. */
function textWithBraces(type: Leaf['type'], text: string): string | undefined {
	if (!text.includes('{{')) return undefined;
	if (type !== 'json') return text;
	try {
		return stringWithBraces(JSON.parse(text));
	} catch {
		// Whoever reads it says where it is broken.
		return undefined;
	}
}

function stringWithBraces(value: unknown): string | undefined {
	if (typeof value === 'string') return value.includes('{{') ? value : undefined;
	if (!isContainer(value)) return undefined;
	for (const [name, member] of Object.entries(value)) {
		const found = CONTENT_MEMBERS.has(name) ? undefined : stringWithBraces(member);
		if (found !== undefined) return found;
	}
	return undefined;
}
