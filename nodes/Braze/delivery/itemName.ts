import type { IDataObject } from 'n8n-workflow';

import { shorten } from '../input/describe';
import { isObject } from '../input/object';
import type { Member } from './entry';

/** The number of an item as users count: from 1. */
export const placeOf = (item: number): number => item + 1;

/** Two items of a run: `Items 1 and 3`. */
export const itemsText = (one: number, other: number): string =>
	`Items ${placeOf(one)} and ${placeOf(other)}`;

/** Fields that usually identify a row, most specific first. The first with a value is shown. */
const IDENTIFYING = [
	/^external_?(user_?)?id$/i,
	/^(user|customer|contact|client|member)[ _-]?id$/i,
	/^id$/i,
	/e-?mail/i,
	/(id|key|sku)$/i,
	/name/i,
];

/** Longer names are cut: an error message needs its room for the problem. */
const MAX_NAME = 40;

/** The value that identifies a row to the user, such as `user-007`; empty if there is none. */
export function rowName(json: IDataObject): string {
	const names = Object.keys(json);
	for (const pattern of IDENTIFYING)
		for (const name of names) {
			const value = json[name];
			const isName = typeof value === 'string' || typeof value === 'number';
			if (isName && pattern.test(name) && String(value).trim() !== '')
				return shorten(String(value).trim(), MAX_NAME);
		}
	return '';
}

/**
 * Where an error comes from: `item 2 of 5: user-007`. n8n's own `[item 1]` counts from 0 and doesn't identify the row.
 *
 * @param name what identifies the item, or an empty string
 */
export const itemText = (item: number, count: number, name: string): string =>
	`item ${placeOf(item)} of ${count}${name === '' ? '' : `: ${name}`}`;

/** The identifier by which a member names its person; `undefined` if it has none. */
export function recipientName(member: Member | undefined): string | undefined {
	if (!member) return undefined;
	const { external_user_id: id, email, braze_id: brazeId, user_alias: alias } = member;
	const name = id ?? email ?? brazeId ?? (isObject(alias) ? alias.alias_name : undefined);
	return typeof name === 'string' ? name : undefined;
}
