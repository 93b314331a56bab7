import { createHash } from 'crypto';

/** A number from 0 to 1 derived from a text, so that the sandbox's figures don't change between calls. */
export function shareOf(text: string): number {
	return createHash('sha1').update(text).digest().readUInt32BE(0) / 0xffffffff;
}

/** About `rate` of a total, plus or minus a tenth, always the same for the same text. Never more than the total. */
export function partOf(total: number, rate: number, text: string): number {
	return Math.min(total, Math.round(total * rate * (0.9 + 0.2 * shareOf(text))));
}

/** How many messages a Canvas or campaign sends on a day (ISO date); 0 before it was created. */
export function volumeOn(id: string, day: string, created_at: string): number {
	return day < created_at.slice(0, 10) ? 0 : 150 + Math.round(350 * shareOf(`${id} ${day} sent`));
}

/** The revenue of a number of conversions, rounded to cents. */
export function revenueOf(conversions: number, text: string): number {
	return Math.round(conversions * (15 + 20 * shareOf(`${text} revenue`)) * 100) / 100;
}

/** Sums up objects of the same shape, number by number, at any depth. Texts are taken from the first. */
export function summed(parts: unknown[]): unknown {
	const [first] = parts;
	if (typeof first === 'number') {
		return Math.round(parts.reduce<number>((sum, part) => sum + Number(part), 0) * 100) / 100;
	}
	if (Array.isArray(first)) {
		return first.map((_, index) => summed((parts as unknown[][]).map((part) => part[index])));
	}
	if (typeof first !== 'object' || first === null) return first;
	const objects = parts as Array<Record<string, unknown>>;
	return Object.fromEntries(Object.keys(first).map((key) => [key, summed(objects.map((part) => part[key]))]));
}
