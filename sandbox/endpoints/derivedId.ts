import { createHash } from 'crypto';

/** A fixed UUID derived from another ID: the first step of a Canvas, the variation of a campaign, … */
export function derivedId(id: string, what: string): string {
	const hex = createHash('sha256').update(`${id} ${what}`).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
		'-',
	);
}
