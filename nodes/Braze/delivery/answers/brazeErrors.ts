import { isObject } from '../../input/json';

/** Where an error of a response points to: a position in a list of the request. */
export interface ErrorPlace {
	/** What Braze calls the list; absent if it only gives a position. It need not be the name that was sent. */
	readonly list?: string;
	/** From 0. */
	readonly index: number;
}

/**
 * The place that an error names, if any: `{"type":"…","input_array":"events","index":1}`. Other errors are about the
 * whole request. https://www.braze.com/docs/api/errors
 */
export function placeIn(error: unknown): ErrorPlace | undefined {
	if (!isObject(error)) return undefined;
	const { index, input_array: list } = error;
	const position = typeof index === 'string' && /^\d+$/.test(index.trim()) ? Number(index) : index;
	if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) return undefined;
	return { index: position, ...(typeof list === 'string' && { list }) };
}

/** What an error says, in Braze's words; all of it where it has no text of its own. */
export function reasonIn(error: unknown): string {
	if (typeof error === 'string') return error;
	if (isObject(error)) {
		const text = [error.type, error.message, error.id].find((one) => typeof one === 'string' && one !== '');
		if (typeof text === 'string') return text;
	}
	return JSON.stringify(error) ?? 'refused';
}

/** The errors of a response; none if it has no list of them. */
export function errorsIn(answer: unknown): readonly unknown[] {
	return isObject(answer) && Array.isArray(answer.errors) ? (answer.errors as unknown[]) : [];
}
