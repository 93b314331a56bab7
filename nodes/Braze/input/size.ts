import { errorOf, type Problem } from './inputError';

/** The problem with a value that is too large in bytes of UTF-8. Anything but text is measured as JSON. */
export function sizeProblem(value: unknown, maxKilobytes: number, resolution: string): Problem | undefined {
	const bytes = Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
	if (bytes <= maxKilobytes * 1024) return undefined;
	return {
		problem: `is ${Math.ceil(bytes / 1024)} KB, but Braze accepts at most ${maxKilobytes} KB`,
		resolution,
	};
}

/** Throws an InputError on a value that is too large: see {@link sizeProblem}. */
export function refuseSize(field: string, value: unknown, maxKilobytes: number, resolution: string): void {
	const problem = sizeProblem(value, maxKilobytes, resolution);
	if (problem) throw errorOf(problem, () => field);
}
