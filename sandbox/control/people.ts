import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state';
import type { Delivery, User } from '../types';

/** A profile, and what the person received, newest first. */
interface Person extends User {
	received: Delivery[];
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

/** Adds `/_sandbox/people`: profiles, those that changed last first; `search` and `limit` narrow the list. */
export function addPeopleRoute(app: FastifyInstance, sandbox: { readonly state: SandboxState }): void {
	app.get<{ Querystring: { search?: string; limit?: string } }>('/_sandbox/people', ({ query }) => {
		const { users, deliveries } = sandbox.state;
		const found = users.filter((user) => matches(user, query.search ?? ''));
		const newest = [...found]
			.sort((a, b) => b.updated_at.localeCompare(a.updated_at))
			.slice(0, Number(query.limit ?? 25));
		const people = newest.map((user): Person => ({ ...user, received: receivedBy(user, deliveries) }));
		return { total: found.length, people };
	});
}
