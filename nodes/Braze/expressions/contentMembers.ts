/** Members of JSON that are content, though what is around them identifies people. */
export const CONTENT_MEMBERS: ReadonlySet<string> = new Set([
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
