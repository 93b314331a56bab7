import type { SandboxState } from '../state';
import type { EffectiveRecipient, JsonObject, Recipient, Schedule, User } from '../types';
import { isMember } from './audienceMembers';
import { findUser, identityOf, writeAttributes } from './recipients';
import { momentFor, zoneOf } from './scheduleTime';
import type { TriggerBody } from './trigger';

const TOO_LATE = 'the local time was already over';

/**
 * Whom a request reaches, once each. Duplicates collapse as at Braze: the last entry's properties win. With
 * `send_to_existing_only: false` a missing user is made, and attributes are written, at once.
 */
export function effectiveRecipients(state: SandboxState, body: TriggerBody, now: Date): EffectiveRecipient[] {
	const shared = body.context ?? body.canvas_entry_properties ?? {};
	const at = (user: User | undefined) => timing(state, user, body.schedule, now);
	if (!body.recipients) {
		return members(state, body.audience, now).map((user) => ({
			...nameOf(user),
			external_id: user.external_id,
			braze_id: user.braze_id,
			created: false,
			properties: shared,
			...at(user),
		}));
	}
	return lastOfEach(state, body.recipients).map((recipient) => {
		const known = findUser(state, recipient);
		const user = known ?? createdUser(state, recipient);
		if (user && recipient.attributes) writeAttributes(user, recipient.attributes, now);
		const time = at(user);
		return {
			...identityOf(recipient),
			external_id: user?.external_id,
			braze_id: user?.braze_id,
			created: !known && user !== undefined,
			properties: { ...shared, ...(recipient.context ?? recipient.canvas_entry_properties) },
			...time,
			...skippedBecause(user, body.audience, now, time.skipped),
		};
	});
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

function skippedBecause(user: User | undefined, audience: JsonObject | undefined, now: Date, late?: string) {
	if (!user) return { skipped: 'no such user' };
	if (audience && !isMember(user, audience, now)) return { skipped: 'not in the audience' };
	return late ? { skipped: late } : {};
}

function createdUser(state: SandboxState, recipient: Recipient): User | undefined {
	const { external_user_id, email, send_to_existing_only } = recipient;
	if (send_to_existing_only !== false || (!external_user_id && !email)) return undefined;
	if (!external_user_id && state.users.some((user) => user.email === email)) return undefined;
	const user: User = {
		braze_id: `64d1f0a0c0ffee${String(state.users.length + 1).padStart(10, '0')}`,
		...(external_user_id ? { external_id: external_user_id } : {}),
		...(email ? { email } : {}),
		user_aliases: [],
		email_subscribe: 'subscribed',
		push_subscribe: 'unsubscribed',
		updated_at: '',
		custom_attributes: {},
	};
	state.users.push(user);
	return user;
}

function members(state: SandboxState, audience: JsonObject | undefined, now: Date): User[] {
	return audience ? state.users.filter((user) => isMember(user, audience, now)) : state.users;
}

function nameOf(user: User): Pick<EffectiveRecipient, 'identifier' | 'id'> {
	return user.external_id
		? { identifier: 'external_user_id', id: user.external_id }
		: { identifier: 'braze_id', id: user.braze_id };
}

/** A local time that is already over in one person's zone, when it is not over everywhere, leaves that person out. */
function timing(state: SandboxState, user: User | undefined, schedule: Schedule | undefined, now: Date) {
	const zone = zoneOf(user, state.companyTimeZone);
	const moment = schedule ? momentFor(schedule, zone, user?.best_hour) : now;
	const late = schedule && moment < now ? { skipped: TOO_LATE } : {};
	return { time_zone: zone, send_at: moment.toISOString(), ...late };
}

/** Works out the moments again after a schedule was replaced; people left out only for lateness get a new chance. */
export function retime(
	state: SandboxState,
	people: EffectiveRecipient[],
	schedule: Schedule,
	now: Date,
): void {
	for (const person of people) {
		const user = state.users.find(({ braze_id }) => braze_id === person.braze_id);
		const { send_at, skipped } = timing(state, user, schedule, now);
		person.send_at = send_at;
		if (person.skipped === TOO_LATE) person.skipped = undefined;
		person.skipped ??= skipped;
	}
}
