import { createHash } from 'crypto';

/** A number from 0 to 1, always the same for the same text: the sandbox's figures don't change between calls. */
export function shareOf(text: string): number {
	return createHash('sha1').update(text).digest().readUInt32BE(0) / 0xffffffff;
}

/** About `rate` of a total, within a tenth, the same for the same text; never more than the total. */
export function partOf(total: number, rate: number, text: string): number {
	return Math.min(total, Math.round(total * rate * (0.9 + 0.2 * shareOf(text))));
}

/** How many messages go out of one Canvas or campaign on one day (ISO date); none before it was made. */
export function volumeOn(id: string, day: string, created_at: string): number {
	return day < created_at.slice(0, 10) ? 0 : 150 + Math.round(350 * shareOf(`${id} ${day} sent`));
}

/** Money to the cent. */
export function revenueOf(conversions: number, text: string): number {
	return Math.round(conversions * (15 + 20 * shareOf(`${text} revenue`)) * 100) / 100;
}

/** The sum of objects of one shape, number by number, at any depth; texts are those of the first. */
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
