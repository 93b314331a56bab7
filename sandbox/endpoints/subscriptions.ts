import { userWithExternalId, usersWith } from '../people/identifiers';
import { checkContacts, checkCount, ID, listOf } from '../people/personSchemas';
import { isPhone } from '../people/values';
import { checker } from '../rules/jsonSchema';
import type { SubscriptionGroup } from '../types/lists';
import type { User } from '../types/people';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { listIn, required, whole } from './query';

const ONE_CONTACT = 'Either an email address or a phone number should be provided, but not both.';

const TEXT = { type: 'string', format: 'notBlank' };
const STATES = ['subscribed', 'unsubscribed'] as const;

const checkSet = checker({
	type: 'object',
	required: ['subscription_groups'],
	additionalProperties: false,
	properties: {
		subscription_groups: {
			type: 'array',
			minItems: 1,
			items: {
				type: 'object',
				required: ['subscription_group_id', 'subscription_state'],
				additionalProperties: false,
				properties: {
					subscription_group_id: TEXT,
					subscription_state: { enum: STATES },
					external_ids: { type: 'array', minItems: 1, items: ID },
					emails: { type: 'array', minItems: 1, items: TEXT },
					phones: { type: 'array', minItems: 1, items: TEXT },
					use_double_opt_in_logic: { type: 'boolean' },
				},
			},
		},
	},
});

interface Change {
	subscription_group_id: string;
	subscription_state: (typeof STATES)[number];
	external_ids?: string[];
	emails?: string[];
	phones?: string[];
}

/** The limit that both versions share. */
const setPool = () => [{ name: 'subscription.status.set', limit: 5_000, windowSeconds: 60 }];

/**
 * `POST /v2/subscription/status/set` (post_update_user_subscription_group_status_v2.md): several groups, each with
 * people of one kind. That 50 is the limit over all groups is a guess, the safest one.
 */
const set: Endpoint = {
	method: 'POST',
	path: '/v2/subscription/status/set',
	permission: 'subscription.status.set',
	pools: setPool,
	handle: (call) => {
		checkSet(call.body);
		const changes = call.body.subscription_groups as Change[];
		checkCount(changes.flatMap(({ external_ids, emails, phones }) => [external_ids, emails, phones]));
		for (const change of changes) check(call, change);
		for (const change of changes) apply(call, change);
		return { status: 201, body: { message: 'success' } };
	},
};

const LIST = { anyOf: [ID, { type: 'array', minItems: 1, items: ID }] };

const checkSetOne = checker({
	type: 'object',
	required: ['subscription_group_id', 'subscription_state'],
	additionalProperties: false,
	properties: {
		subscription_group_id: TEXT,
		subscription_state: { enum: STATES },
		external_id: LIST,
		email: LIST,
		phone: LIST,
		use_double_opt_in_logic: { type: 'boolean' },
	},
});

/** `POST /subscription/status/set` (post_update_user_subscription_group_status.md): one group, keys in the singular. */
const setOne: Endpoint = {
	method: 'POST',
	path: '/subscription/status/set',
	permission: 'subscription.status.set',
	pools: setPool,
	handle: (call) => {
		checkSetOne(call.body);
		const { external_id, email, phone, ...group } = call.body;
		const listIfGiven = (value: unknown) => (value === undefined ? undefined : (listOf(value) as string[]));
		const change = {
			...(group as unknown as Change),
			external_ids: listIfGiven(external_id),
			emails: listIfGiven(email),
			phones: listIfGiven(phone),
		};
		checkCount([change.external_ids, change.emails, change.phones]);
		check(call, change);
		apply(call, change);
		return { status: 201, body: { message: 'success' } };
	},
};

function check(call: Call, { subscription_group_id, external_ids, emails, phones }: Change): void {
	groupOf(call, subscription_group_id);
	if (emails && phones) throw new Refusal(400, ONE_CONTACT);
	if (!external_ids && !emails && !phones)
		throw new Refusal(400, 'external_ids, emails or phones is required');
	checkContacts(emails, phones);
}

function groupOf({ state }: Call, wanted: string): SubscriptionGroup {
	const group = state.subscriptionGroups.find(({ id }) => id === wanted);
	if (!group) throw new Refusal(400, 'Invalid subscription group ID');
	return group;
}

/** Sets the state of every profile with the address or number. An unknown one creates no profile. */
function apply(
	call: Call,
	{ subscription_group_id, subscription_state, external_ids, emails, phones }: Change,
): void {
	const ids = external_ids ?? [];
	const people =
		ids.length > 0
			? named(call, 'external_id', ids)
			: [...named(call, 'email', emails ?? []), ...named(call, 'phone', phones ?? [])];
	for (const user of people) {
		user.subscription_groups = { ...user.subscription_groups, [subscription_group_id]: subscription_state };
		user.updated_at = call.now.toISOString();
	}
}

function named({ state }: Call, kind: 'external_id' | 'email' | 'phone', values: string[]): User[] {
	if (kind !== 'external_id') return values.flatMap((value) => usersWith(state, kind, value));
	return [...new Set(values.flatMap((id) => userWithExternalId(state, id) ?? []))];
}

/** The people that a query names, all by the same kind of identifier. An external ID takes precedence. */
function wanted(call: Call): { kind: 'external_id' | 'email' | 'phone'; values: string[] } {
	const [ids, emails, phones] = ['external_id', 'email', 'phone'].map((name) => listIn(call, name));
	checkCount([ids, emails, phones]);
	if ([...ids, ...emails, ...phones].some((value) => value.trim() === ''))
		throw new Refusal(400, 'external_id, email or phone is required');
	if (ids.length > 0) return { kind: 'external_id', values: ids };
	if (emails.length > 0 && phones.length > 0) throw new Refusal(400, ONE_CONTACT);
	if (emails.length === 0 && phones.length === 0)
		throw new Refusal(400, 'external_id, email or phone is required');
	for (const phone of phones)
		if (!isPhone(phone) || !phone.startsWith('+')) throw new Refusal(400, `Invalid phone number: ${phone}`);
	return emails.length > 0 ? { kind: 'email', values: emails } : { kind: 'phone', values: phones };
}

const SHOWN = { subscribed: 'Subscribed', unsubscribed: 'Unsubscribed' } as const;

/** `GET /subscription/status/get` (get_list_user_subscription_group_status.md). */
const get: Endpoint = {
	method: 'GET',
	path: '/subscription/status/get',
	permission: 'subscription.status.get',
	handle: (call) => {
		const group = groupOf(call, required(call, 'subscription_group_id'));
		const { kind, values } = wanted(call);
		const status = Object.fromEntries(
			values.map((value) => {
				const state = named(call, kind, [value]).at(0)?.subscription_groups?.[group.id];
				return [value, state ? SHOWN[state] : 'Unknown'];
			}),
		);
		return { status: 200, body: { status, message: 'success' } };
	},
};

/** `GET /subscription/user/status` (get_list_user_subscription_groups.md): groups with a recorded change only. */
const groupsOfUser: Endpoint = {
	method: 'GET',
	path: '/subscription/user/status',
	permission: 'subscription.groups.get',
	handle: (call) => {
		const { kind, values } = wanted(call);
		const offset = whole(call, 'offset', 0, Infinity) ?? 0;
		const limit = whole(call, 'limit', 1, 100) ?? 100;
		const people = named(call, kind, values);
		const users = people.slice(offset, offset + limit).map((user) => ({
			email: user.email ?? null,
			phone: user.phone ?? null,
			external_id: user.external_id ?? null,
			subscription_groups: call.state.subscriptionGroups.flatMap(({ id, name, channel }) => {
				const state = user.subscription_groups?.[id];
				return state ? [{ id, name, channel, status: SHOWN[state] }] : [];
			}),
		}));
		return { status: 200, body: { users, total_count: people.length, message: 'success' } };
	},
};

export const subscriptions: Endpoint[] = [set, setOne, get, groupsOfUser];
