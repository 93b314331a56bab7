import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import { sourceOf } from '../delivery/deliver';
import { noticeFor } from '../rules/triggerKinds';
import type { Delivery, Source } from '../types/deliveries';
import type { User } from '../types/people';

/** A message that is on its way to a person. */
interface Coming extends Source {
	schedule_id: string;
	/** ISO 8601 in UTC. */
	at: string;
	/** Why it would not go out if it were due now. */
	blocked?: string;
}

/** A profile, what the person received (newest first), and what is coming (soonest first). */
interface Person extends User {
	received: Delivery[];
	coming: Coming[];
}

/** Whether any identifier, name or address of a person contains the text. */
function matches(
	{ external_id, braze_id, email, phone, first_name, user_aliases }: User,
	text: string,
): boolean {
	const names = [
		external_id,
		braze_id,
		email,
		phone,
		first_name,
		...user_aliases.map(({ alias_name }) => alias_name),
	];
	return names.some((name) => name?.toLowerCase().includes(text.toLowerCase()));
}

function receivedBy(
	{ external_id, braze_id, user_aliases, email }: User,
	deliveries: Delivery[],
): Delivery[] {
	const ids = [braze_id, email, ...user_aliases.map((one) => `${one.alias_label}:${one.alias_name}`)];
	const isTheirs = (one: Delivery) =>
		one.external_id === undefined ? ids.includes(one.id) : one.external_id === external_id;
	return deliveries.filter(isTheirs).reverse();
}

function comingTo({ braze_id }: User, state: SandboxState): Coming[] {
	return state.schedules
		.filter(({ status }) => status === 'scheduled' || status === 'partly sent')
		.flatMap((record) =>
			record.effectiveRecipients
				.filter((one) => one.braze_id === braze_id && !one.sent_at && !one.skipped)
				.map(
					({ send_at }): Coming => ({
						...sourceOf(record),
						schedule_id: record.schedule_id,
						at: send_at,
						blocked: noticeFor(state, record),
					}),
				),
		)
		.sort((a, b) => a.at.localeCompare(b.at));
}

/** Adds `/_sandbox/people`, which lists profiles, last changed first. `search` and `limit` narrow the list. */
export function addPeopleRoute(app: FastifyInstance, sandbox: { readonly state: SandboxState }): void {
	app.get<{ Querystring: { search?: string | string[]; limit?: string } }>(
		'/_sandbox/people',
		({ query }) => {
			const { state } = sandbox;
			const { users, deliveries } = state;
			const found = users.filter((user) => matches(user, [query.search ?? ''].flat().join(' ')));
			const newest = [...found]
				.sort((a, b) => b.updated_at.localeCompare(a.updated_at))
				.slice(0, Number(query.limit ?? 25));
			const people = newest.map(
				(user): Person => ({
					...user,
					received: receivedBy(user, deliveries),
					coming: comingTo(user, state),
				}),
			);
			return { total: found.length, people };
		},
	);
}
