import { isContainer } from '../input/object';
import { joinParts, type MixedText } from './mixedText';

/** Members of JSON that are content, though what is around them identifies people. */
const CONTENT_MEMBERS: ReadonlySet<string> = new Set([
	'attributes',
	'canvas_entry_properties',
	'context',
	'trigger_properties',
]);

/**
 * What `look` finds in the first member of JSON, at any depth, that is not content.
 *
 * @param look returns `undefined` for whatever it does not look for
 */
export function findOutsideContent<T>(
	value: unknown,
	look: (value: unknown) => T | undefined,
): T | undefined {
	const found = look(value);
	if (found !== undefined || typeof value !== 'object' || value === null) return found;
	for (const [name, member] of Object.entries(value)) {
		const inside = CONTENT_MEMBERS.has(name) ? undefined : findOutsideContent(member, look);
		if (inside !== undefined) return inside;
	}
	return undefined;
}

/** Stands for an expression in JSON while its place is looked for. */
const MARK = 'n8n-part';

/**
 * Whether an expression in JSON text stands in the content of a recipient, in a string or for a value of its own. JSON
 * that cannot be read has no content.
 */
export function isContentPart(mixed: MixedText, parts: readonly unknown[], index: number): boolean {
	return [MARK, JSON.stringify(MARK)].some((mark) => {
		const json = joinParts(
			mixed,
			parts.map((part, at) => (at === index ? mark : part)),
		);
		try {
			return isInContent(JSON.parse(json));
		} catch {
			return false;
		}
	});
}

function isInContent(value: unknown): boolean {
	if (!isContainer(value)) return false;
	return Object.entries(value).some(([name, member]) =>
		CONTENT_MEMBERS.has(name) ? JSON.stringify(member).includes(MARK) : isInContent(member),
	);
}
