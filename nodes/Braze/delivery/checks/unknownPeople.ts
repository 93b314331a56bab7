import { chunk, uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../input/object';
import type { Connection } from '../../transport/connection';
import { classifyResponse } from '../../transport/classify';
import type { Member } from '../entry';
import type { ItemEntry } from '../plan/requests';
import { recipientName } from '../itemName';
import type { ItemWarning } from '../outcome';

/** The most people by external ID or alias in a request. */
const PEOPLE_PER_REQUEST = 50;

/** The identifier of a person, and who that is in a look-up. */
type Identifier = Pick<Member, string>;

/**
 * People that Braze does not know: a message to them goes nowhere. Those who are created with their first message are
 * not looked up. If a look-up fails, nothing is said of its people.
 *
 * @param most how many requests the look-up may take; people beyond are not looked up
 */
export async function unknownPeople(
	entries: readonly ItemEntry[],
	connection: Connection,
	most: number,
): Promise<ItemWarning[]> {
	const people = uniqBy(
		entries.flatMap(({ entry }) => (entry.members ?? []).flatMap(identifierOf)),
		keyOf,
	);
	const unknown: Identifier[] = [];
	for (const asked of lookUps(people).slice(0, most)) {
		const found = await lookUp(asked, connection);
		if (!found) return problemsOf(entries, unknown);
		unknown.push(...found);
	}
	return problemsOf(entries, unknown);
}

const keyOf = (person: Identifier): string => JSON.stringify(person);

function identifierOf({
	external_user_id,
	user_alias,
	email,
	braze_id,
	send_to_existing_only: existing,
}: Member): Identifier[] {
	if (existing === false) return [];
	const given = Object.entries({ external_user_id, user_alias, email, braze_id }).filter(
		([, value]) => value !== undefined,
	);
	return given.length > 0 ? [Object.fromEntries(given)] : [];
}

/** Many people at once by external ID or alias; one by one by any other identifier. */
function lookUps(people: readonly Identifier[]): Identifier[][] {
	const isShared = ({ external_user_id: id, user_alias: alias }: Identifier) =>
		id !== undefined || alias !== undefined;
	return [
		...chunk(people.filter(isShared), PEOPLE_PER_REQUEST),
		...people.filter((person) => !isShared(person)).map((person) => [person]),
	];
}

/**
 * Those of the people whom Braze does not know; `undefined` if it cannot be asked.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier
 */
async function lookUp(
	people: readonly Identifier[],
	connection: Connection,
): Promise<Identifier[] | undefined> {
	const verdict = classifyResponse(
		await connection.send({ method: 'POST', path: '/users/export/ids', body: bodyOf(people) }),
	);
	if (verdict.kind !== 'accepted' || !Array.isArray(verdict.body.users)) return undefined;
	const { users, invalid_user_ids: invalid } = verdict.body;
	const names: unknown[] = Array.isArray(invalid) ? invalid : [];
	return people.filter(({ external_user_id: id, user_alias: alias }) => {
		if (id !== undefined) return names.includes(id);
		return isObject(alias) ? names.includes(alias.alias_name) : (users as unknown[]).length === 0;
	});
}

function bodyOf(people: readonly Identifier[]): IDataObject {
	const [{ email, braze_id: brazeId }] = people;
	const ids = people.flatMap(({ external_user_id: id }) => (id === undefined ? [] : [id]));
	const aliases = people.flatMap(({ user_alias: alias }) => (alias === undefined ? [] : [alias]));
	return {
		...(ids.length > 0 && { external_ids: ids }),
		...(aliases.length > 0 && { user_aliases: aliases }),
		...(email !== undefined && { email_address: email }),
		...(brazeId !== undefined && { braze_id: brazeId }),
		fields_to_export: ['braze_id'],
	} as IDataObject;
}

function problemsOf(entries: readonly ItemEntry[], unknown: readonly Identifier[]): ItemWarning[] {
	const missing = new Set(unknown.map(keyOf));
	return entries.flatMap(({ item, entry }) =>
		(entry.members ?? [])
			.filter((member) => identifierOf(member).some((person) => missing.has(keyOf(person))))
			.map((member) => ({ item, message: `Braze has no person '${recipientName(member) ?? ''}'` })),
	);
}
