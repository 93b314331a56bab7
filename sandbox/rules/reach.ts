import type { Segment } from '../types/campaigns';
import { usersWith, userWithBrazeId } from '../people/identifiers';
import { newUser } from '../people/newUser';
import { writeAttributes } from '../people/writeAttributes';
import type { SandboxState } from '../state';
import type { EffectiveRecipient, Recipient, Schedule, Target } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import type { User } from '../types/people';
import { isMember } from './audienceMembers';
import { findUser, identityOf, propertiesOf } from './recipients';
import { momentFor, zoneOf } from './scheduleTime';

const TOO_LATE = 'the local time was already over';

/** Who a request reaches, and when. */
export interface Reach {
	/** Absent: everyone in the audience and segment. */
	recipients?: Recipient[];
	audience?: JsonObject;
	segment?: Segment;
	schedule?: Schedule;
	/** The properties all recipients share. */
	properties: JsonObject;
	/** Why a user is excluded by an endpoint's own rule. */
	excludes?: (user: User) => string | undefined;
}

export function targetOf({ recipients, audience, segment }: Reach): Target {
	const narrowed = audience !== undefined || segment !== undefined;
	if (recipients) return narrowed ? 'recipients in audience' : 'recipients';
	return narrowed ? 'audience' : 'broadcast';
}

/**
 * The people that a request reaches, each once. Duplicates collapse as in Braze: the properties of the last entry
 * count. With `send_to_existing_only: false`, a missing user is created and attributes are written immediately.
 */
export function effectiveRecipients(state: SandboxState, reach: Reach, now: Date): EffectiveRecipient[] {
	const { properties: shared, recipients, schedule } = reach;
	if (!recipients) {
		const members = state.users.filter((user) => outside(user, reach, now) === undefined);
		return members.map((user) => ({
			...nameOf(user),
			external_id: user.external_id,
			braze_id: user.braze_id,
			created: false,
			properties: shared,
			...timing(state, user, schedule, now),
			...because(reach.excludes?.(user)),
		}));
	}
	return lastOfEach(state, recipients).map((recipient) => {
		const known = findUser(state, recipient);
		const user = known ?? createdUser(state, recipient);
		if (user && recipient.attributes) writeAttributes(state, user, recipient.attributes, now);
		return {
			...identityOf(recipient),
			external_id: user?.external_id,
			braze_id: user?.braze_id,
			created: !known && user !== undefined,
			properties: { ...shared, ...propertiesOf(recipient) },
			...timing(state, user, schedule, now),
			...because(user ? (outside(user, reach, now) ?? reach.excludes?.(user)) : 'no such user'),
		};
	});
}

/** Why a user is not in the audience or the segment. */
function outside(user: User, { audience, segment }: Reach, now: Date): string | undefined {
	if (audience && !isMember(user, audience, now)) return 'not in the audience';
	if (segment && !isInSegment(user, segment, now)) return 'not in the segment';
	return undefined;
}

/** Whether a user fits a segment's filters. */
export function isInSegment(user: User, { audience }: Segment, now: Date): boolean {
	return audience === undefined || isMember(user, audience, now);
}

function because(skipped: string | undefined) {
	return skipped ? { skipped } : {};
}

function lastOfEach(state: SandboxState, recipients: Recipient[]): Recipient[] {
	const byPerson = new Map<string, Recipient>();
	for (const recipient of recipients) {
		const user = findUser(state, recipient);
		const { identifier, id } = identityOf(recipient);
		byPerson.set(user ? user.braze_id : `${identifier} ${id}`, recipient);
	}
	return [...byPerson.values()];
}

function createdUser(state: SandboxState, recipient: Recipient): User | undefined {
	const { external_user_id, email, send_to_existing_only } = recipient;
	if (send_to_existing_only !== false || (!external_user_id && !email)) return undefined;
	if (!external_user_id && usersWith(state, 'email', email ?? '').some((user) => user.email === email))
		return undefined;
	return newUser(state, {
		...(external_user_id ? { external_id: external_user_id } : {}),
		...(email ? { email } : {}),
	});
}

function nameOf(user: User): Pick<EffectiveRecipient, 'identifier' | 'id'> {
	return user.external_id
		? { identifier: 'external_user_id', id: user.external_id }
		: { identifier: 'braze_id', id: user.braze_id };
}

/** Excludes people for whom a local time has already passed, if it has not passed everywhere. */
function timing(state: SandboxState, user: User | undefined, schedule: Schedule | undefined, now: Date) {
	const zone = zoneOf(user, state.companyTimeZone);
	const moment = schedule ? momentFor(schedule, zone, user?.best_hour) : now;
	const late = schedule && moment < now ? { skipped: TOO_LATE } : {};
	return { time_zone: zone, send_at: moment.toISOString(), ...late };
}

/**
 * Recomputes the moments after a schedule was replaced. People who were excluded only for lateness are included again.
 */
export function retime(
	state: SandboxState,
	people: EffectiveRecipient[],
	schedule: Schedule,
	now: Date,
): void {
	for (const person of people) {
		const user = person.braze_id === undefined ? undefined : userWithBrazeId(state, person.braze_id);
		const { send_at, skipped } = timing(state, user, schedule, now);
		person.send_at = send_at;
		if (person.skipped === TOO_LATE) person.skipped = undefined;
		person.skipped ??= skipped;
	}
}
