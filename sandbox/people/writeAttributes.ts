import type { SandboxState } from '../state';
import type { JsonObject } from '../types/json';
import type { User } from '../types/people';
import { changedValue, REMOVED } from './customValues';
import { recordEmailState } from './emailState';
import { momentOf, valueIn } from './values';
import { recordIdentities, usersBy } from './directory';

/** Profile fields that the sandbox stores separately. */
const OWN = ['email', 'phone', 'first_name', 'time_zone', 'email_subscribe', 'push_subscribe'] as const;

/** The other profile fields that are not custom attributes (user_attributes_object.md). */
const PROFILE = [
	'country',
	'current_location',
	'date_of_first_session',
	'dob',
	'email_click_tracking_disabled',
	'email_open_tracking_disabled',
	'facebook',
	'gender',
	'home_city',
	'image_url',
	'language',
	'last_name',
	'marked_email_as_spam_at',
	'push_tokens',
	'sms_subscribe',
	'twitter',
];

/** Keys that identify the person or say how to write. */
const NO_ATTRIBUTES = [
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'_merge_objects',
	'push_token_import',
];

/** The validated form of `subscription_groups`. */
export interface GroupState {
	subscription_group_id: string;
	subscription_state: 'subscribed' | 'unsubscribed';
}

/** Writes attributes that have been checked to a profile: known fields to theirs, the rest as custom attributes. */
export function writeAttributes(state: SandboxState, user: User, attributes: JsonObject, now: Date): void {
	for (const [name, value] of Object.entries(attributes)) {
		if (NO_ATTRIBUTES.includes(name)) continue;
		if (name === 'subscription_groups') writeGroups(state, user, value as GroupState[]);
		else if (name === 'date_of_last_session') user.last_used_app = inUtc(value);
		else if (isOwn(name)) writeOwn(user, name, value);
		else if (PROFILE.includes(name)) write((user.profile ??= {}), name, value ?? REMOVED);
		else {
			const before = valueIn(user.custom_attributes, name);
			write(user.custom_attributes, name, changedValue(before, value, attributes._merge_objects === true));
		}
	}
	user.updated_at = now.toISOString();
	if ('email_subscribe' in attributes && user.email !== undefined)
		recordEmailState(state, user.email, user.email_subscribe, now);
	if ('email' in attributes || 'phone' in attributes) recordIdentities(state, user);
}

const isOwn = (name: string): name is (typeof OWN)[number] => OWN.some((one) => one === name);

function writeOwn(user: User, name: (typeof OWN)[number], value: unknown): void {
	if (typeof value === 'string') Object.assign(user, { [name]: value });
	else if (value === null && !name.endsWith('_subscribe')) delete user[name as 'email'];
}

/** `__proto__` is a key like any other here. */
function write(into: JsonObject, name: string, value: unknown): void {
	if (value === REMOVED) delete into[name];
	else Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true });
}

/** In a group for email, everybody with the same address gets the state (post_user_track.md). */
function writeGroups(state: SandboxState, user: User, groups: GroupState[]): void {
	for (const { subscription_group_id, subscription_state } of groups) {
		const group = state.subscriptionGroups.find(({ id }) => id === subscription_group_id);
		const isForEmail = group?.channel === 'email' && user.email !== undefined;
		const sharing = isForEmail ? usersBy(state, { kind: 'email', value: user.email ?? '' }) : [];
		for (const one of new Set([user, ...sharing]))
			one.subscription_groups = { ...one.subscription_groups, [subscription_group_id]: subscription_state };
	}
}

function inUtc(value: unknown): string | undefined {
	return momentOf(value)?.toISO() ?? undefined;
}
