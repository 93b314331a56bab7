import { describe } from '../input/describe';
import { InputError } from '../input/inputError';
import { findOutsideContent } from './contentMembers';
import { isShown, type Leaf } from './leaf';

/**
 * Refuses fixed text with double braces where it identifies or selects something: an expression that was entered or
 * generated without n8n's mark for expressions. Nothing evaluates it, so it would be an ID that matches nobody, or a
 * filter that matches everybody.
 *
 * @param saved the whole parameter
 * @throws {InputError} naming the value
 */
export function refuseLeftBraces(leaf: Leaf, saved: unknown): void {
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
