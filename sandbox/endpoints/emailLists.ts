import { DateTime } from 'luxon';
import { recordEmailState } from '../people/emailState';
import { usersWith } from '../people/identifiers';
import { checkContacts, checkCount, listOf } from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import type { ListedEmail } from '../types/lists';
import type { SubscriptionState } from '../types/people';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { day, listIn, required, single, whole } from './query';

const EMAILS = {
	anyOf: [
		{ type: 'string', format: 'notBlank' },
		{ type: 'array', minItems: 1, items: { type: 'string', format: 'notBlank' } },
	],
};

/** The format of moments in the lists: `2026-08-20 09:00:00 +0000`. */
export const listedTime = (at: string) =>
	DateTime.fromISO(at, { zone: 'utc' }).toFormat("yyyy-MM-dd HH:mm:ss '+0000'");

/** The entries between two days (midnight UTC), both of which are required. */
export function between<T extends { at: string }>(call: Call, list: T[]): T[] {
	const start = day(call, 'start_date');
	const end = day(call, 'end_date');
	if (!start || !end) throw new Refusal(400, 'start_date and end_date are required');
	if (start >= end) throw new Refusal(400, 'start_date must be earlier than end_date');
	return list.filter(({ at }) => {
		const moment = DateTime.fromISO(at);
		return moment >= start && moment <= end;
	});
}

/** One page, by `offset` and `limit`: 100 by default, 500 at most. */
export function slice<T>(call: Call, list: T[]): T[] {
	const offset = whole(call, 'offset', 0, Infinity) ?? 0;
	return list.slice(offset, offset + (whole(call, 'limit', 1, 500) ?? 100));
}

const newestFirst = (list: ListedEmail[]) => [...list].sort((a, b) => b.at.localeCompare(a.at));

/** The entries that a call asks for. An email takes precedence over dates. */
function listed(call: Call, list: ListedEmail[]): ListedEmail[] {
	required(call, 'end_date');
	const emails = listIn(call, 'email');
	const direction = single(call, 'sort_direction') ?? 'desc';
	if (direction !== 'asc' && direction !== 'desc')
		throw new Refusal(400, 'sort_direction must be asc or desc');
	const ascending = direction === 'asc';
	const sorted = ascending ? newestFirst(list).reverse() : newestFirst(list);
	return emails.length > 0
		? sorted.filter(({ email }) => emails.includes(email))
		: slice(call, between(call, sorted));
}

/** `GET /email/hard_bounces` (get_list_hard_bounces.md). */
const hardBounces: Endpoint = {
	method: 'GET',
	path: '/email/hard_bounces',
	permission: 'email.hard_bounces',
	handle: (call) => {
		const emails = listed(call, call.state.hardBounces).map(({ email, at }) => ({
			email,
			hard_bounced_at: listedTime(at),
		}));
		return { status: 200, body: { emails, message: 'success' } };
	},
};

/** `GET /email/unsubscribes` (get_query_unsubscribed_email_addresses.md). */
const unsubscribes: Endpoint = {
	method: 'GET',
	path: '/email/unsubscribes',
	permission: 'email.unsubscribe',
	handle: (call) => {
		const emails = listed(call, call.state.unsubscribes).map(({ email, at }) => ({
			email,
			unsubscribed_at: listedTime(at),
		}));
		return { status: 200, body: { emails, message: 'success' } };
	},
};

const checkEmails = checker({
	type: 'object',
	required: ['email'],
	additionalProperties: false,
	properties: { email: EMAILS },
});

/** Validates and returns the addresses in a body. */
function emailsOf({ body }: Call): string[] {
	const emails = listOf(body.email) as string[];
	checkCount([emails]);
	checkContacts(emails, undefined);
	return emails;
}

const checkStatus = checker({
	type: 'object',
	required: ['email', 'subscription_state'],
	additionalProperties: false,
	properties: { email: EMAILS, subscription_state: { enum: ['opted_in', 'subscribed', 'unsubscribed'] } },
});

/** `POST /email/status` (post_email_subscription_status.md): the global state of every profile with the address. */
const status: Endpoint = {
	method: 'POST',
	path: '/email/status',
	permission: 'email.status',
	handle: (call) => {
		checkStatus(call.body);
		for (const email of emailsOf(call))
			setState(call, email, call.body.subscription_state as SubscriptionState);
		return { status: 201, body: { message: 'success' } };
	},
};

function setState({ state, now }: Call, email: string, email_subscribe: SubscriptionState): void {
	const at = now.toISOString();
	for (const user of usersWith(state, 'email', email))
		Object.assign(user, { email_subscribe, updated_at: at });
	recordEmailState(state, email, email_subscribe, now);
}

/** `POST /email/bounce/remove` (post_remove_hard_bounces.md) and `POST /email/spam/remove` (post_remove_spam.md). */
const removal = (path: string, permission: string, list: 'hardBounces' | 'spamReports'): Endpoint => ({
	method: 'POST',
	path,
	permission,
	handle: (call) => {
		checkEmails(call.body);
		const emails = emailsOf(call);
		call.state[list] = call.state[list].filter(({ email }) => !emails.includes(email));
		return { status: 201, body: { message: 'success' } };
	},
});

/** `POST /email/blocklist` (post_blocklist.md): unsubscribes, and marks as bounced. */
const blocklist: Endpoint = {
	method: 'POST',
	path: '/email/blocklist',
	permission: 'email.blacklist',
	handle: (call) => {
		checkEmails(call.body);
		for (const email of emailsOf(call)) {
			setState(call, email, 'unsubscribed');
			const { state, now } = call;
			state.hardBounces = [
				...state.hardBounces.filter((one) => one.email !== email),
				{ email, at: now.toISOString() },
			];
		}
		return { status: 201, body: { message: 'success' } };
	},
};

export const emailLists: Endpoint[] = [
	hardBounces,
	unsubscribes,
	status,
	removal('/email/bounce/remove', 'email.bounce.remove', 'hardBounces'),
	removal('/email/spam/remove', 'email.spam.remove', 'spamReports'),
	blocklist,
];
