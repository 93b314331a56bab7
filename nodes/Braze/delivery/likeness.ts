import { isObject } from '../input/object';

/** A date and time as expressions such as `{{ $now }}` write it. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** What a message says, taken apart so that two of them can be compared. */
export interface Likeness {
	/** Everything but the moments. Members of objects are in alphabetical order, so their order makes no difference. */
	readonly text: string;
	/** The moments in it, in milliseconds, in the order of the text. */
	readonly moments: readonly number[];
}

/** Takes a value apart. What JSON would drop or convert is dropped or converted here, too. */
export function likenessOf(...values: unknown[]): Likeness {
	const moments: number[] = [];
	return { text: written(values, moments), moments };
}

/** Takes an object apart, except for the members of these names. */
export function likenessWithout(
	names: ReadonlySet<string>,
	value: Readonly<Record<string, unknown>>,
): Likeness {
	const moments: number[] = [];
	return { text: writtenMembers(value, moments, names), moments };
}

/** Whether two values with the same text have moments that lie apart by no more than `tolerance`, in milliseconds. */
export function areClose(a: readonly number[], b: readonly number[], tolerance: number): boolean {
	return a.every((moment, index) => Math.abs(moment - b[index]) <= tolerance);
}

/**
 * Remembers values by what they say. Of those that differ only in their moments, a value says the same as an earlier one
 * with exactly its moments, or as the latest that was new if its moments are close to that one's: each item of a run has a
 * `$now` that lies a little later.
 */
export class Likenesses<T> {
	private readonly byText = new Map<
		string,
		{ readonly exact: Map<string, T>; latest: T; moments: readonly number[] }
	>();

	/** @param tolerance how far apart two moments may lie and still count as the same, in milliseconds */
	constructor(private readonly tolerance: number) {}

	/** Returns the earlier value that says the same; otherwise this one is remembered. */
	earlier({ text, moments }: Likeness, value: T): T | undefined {
		const known = this.byText.get(text);
		const exactly = moments.join();
		if (!known) {
			this.byText.set(text, { exact: new Map([[exactly, value]]), latest: value, moments });
			return undefined;
		}
		const same =
			known.exact.get(exactly) ??
			(areClose(known.moments, moments, this.tolerance) ? known.latest : undefined);
		if (same !== undefined) return same;
		known.exact.set(exactly, value);
		known.latest = value;
		known.moments = moments;
		return undefined;
	}
}

function written(value: unknown, moments: number[]): string {
	if (typeof value === 'string' && MOMENT.test(value)) {
		const moment = Date.parse(value);
		if (Number.isNaN(moment)) return JSON.stringify(value);
		moments.push(moment);
		return 'moment';
	}
	if (Array.isArray(value)) return `[${value.map((one) => written(one, moments)).join()}]`;
	if (!isObject(value)) return JSON.stringify(value) ?? 'null';
	if (typeof value.toJSON === 'function')
		return written((value as { toJSON: () => unknown }).toJSON(), moments);
	return writtenMembers(value, moments);
}

function writtenMembers(
	value: Readonly<Record<string, unknown>>,
	moments: number[],
	without?: ReadonlySet<string>,
): string {
	let text = '{';
	for (const name of Object.keys(value).sort()) {
		if (value[name] === undefined || without?.has(name)) continue;
		text += `${JSON.stringify(name)}:${written(value[name], moments)},`;
	}
	return `${text}}`;
}
