import { REMEMBERED_MS, shutUntil } from './gate';
import type { Came } from './protocol';
import type { Clock } from '../delivery/send/clock';

/** A gate that is shut is looked at again soon. */
const SHUT_MS = 5_000;

interface Look {
	readonly came: Came;
	readonly seenAt: number;
}

/** What all executions of this process know of gates, by workspace and catalog. Exported for tests, each of which is a process. */
export const looks = new Map<string, Look>();

/**
 * Looks at a gate, unless this process did so a short time ago: single claims need one request less then.
 *
 * @param read reads it, and says when the request was sent
 */
export async function lookAtGate(
	gate: string,
	clock: Pick<Clock, 'now'>,
	read: () => Promise<Look>,
): Promise<Came> {
	const known = looks.get(gate);
	const age = known ? clock.now() - known.seenAt : Infinity;
	// A clock that was set back makes a look from the future.
	if (known && age >= 0 && age < rememberedFor(known)) return { ...known.came, seenAt: known.seenAt };
	const { came, seenAt } = await read();
	if (came.kind === 'done' || came.kind === 'missing') looks.set(gate, { came, seenAt });
	return { ...came, seenAt };
}

const rememberedFor = ({ came, seenAt }: Look): number =>
	shutUntil(came.item ?? {}) > seenAt ? SHUT_MS : REMEMBERED_MS;
