import { shutUntil } from './protocol/deadlines';
import { REMEMBERED_MS } from './protocol/gate';
import type { KeyResponse } from './protocol/protocol';

/** How long a look at a shut gate is remembered: it may open soon. */
const SHUT_MS = 5_000;

interface Look extends KeyResponse {
	readonly seenAt: number;
}

/** What this process knows of gates, by workspace and catalog. Exported for tests, which forget it before each file. */
export const looks = new Map<string, Look>();

/** What this process saw of a gate a short time ago: so single claims need one request less. */
export function rememberedLook(gate: string, now: number): Look | undefined {
	const known = looks.get(gate);
	const age = known ? now - known.seenAt : Infinity;
	// If the clock was set back, the look is from the future.
	return known && age >= 0 && age < rememberedFor(known) ? known : undefined;
}

const rememberedFor = ({ item, seenAt }: Look): number =>
	shutUntil(item ?? {}) > seenAt ? SHUT_MS : REMEMBERED_MS;
