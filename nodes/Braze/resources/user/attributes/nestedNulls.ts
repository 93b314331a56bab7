import { isObject } from '../../../input/object';

/**
 * Says which attributes Braze will not write although its response is a success: a null inside an object makes it drop
 * all that the object would change. https://www.braze.com/docs/api/endpoints/user_data/post_user_track
 *
 * @param attributes an attributes object as it is sent
 * @returns sentences without their period
 */
export function nestedNullHints(attributes: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(attributes).flatMap(([name, value]) => {
		const path = isObject(value) ? pathToNull(name, value) : undefined;
		return path === undefined
			? []
			: [
					`'${path}' is null. According to Braze's documentation, nothing of '${name}' is written then. Leave the key out`,
				];
	});
}

function pathToNull(path: string, value: unknown): string | undefined {
	if (value === null) return path;
	if (typeof value !== 'object') return undefined;
	for (const [key, member] of Object.entries(value as object)) {
		const found = pathToNull(`${path}.${key}`, member);
		if (found !== undefined) return found;
	}
	return undefined;
}
