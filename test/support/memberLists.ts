import type { Combine, Member } from '../../nodes/Braze/delivery/entry';
import type { ItemEntry } from '../../nodes/Braze/delivery/plan/requests';
import type { BrazeRequest, BrazeResponse } from '../../nodes/Braze/transport/connection';
import { answered, envelopeOf } from './delivery';

export const LISTS = ['attributes', 'events', 'purchases'] as const;

export type List = (typeof LISTS)[number];

/** A member for one of several lists. Braze refuses it if it is bad. */
export interface Listed {
	readonly list: List;
	readonly id: string;
	readonly bad?: boolean;
}

export interface Limits extends Record<List, number> {
	readonly all: number;
}

const AFTER: Record<List, List[]> = { attributes: [], events: [...LISTS], purchases: [...LISTS] };

/** Puts members into three lists, as in `/users/track`. Responses name refused members by list, and by index or key. */
export function combineLists({ all, ...limits }: Limits): Combine {
	return {
		limit: all,
		key: (member) => String(member.id),
		body: (members) =>
			Object.fromEntries(
				LISTS.map((list) => [list, members.filter((member) => member.list === list)]).filter(
					([, own]) => own.length > 0,
				),
			),
		lists: {
			of: (member) => String(member.list),
			rules: Object.fromEntries(LISTS.map((list) => [list, { limit: limits[list], after: AFTER[list] }])),
		},
		refusals(error) {
			const {
				type: reason,
				input_array: list,
				keys = [],
			} = error as { type: string; input_array: string; keys?: string[] };
			return keys.map((key) => ({ list, key, reason }));
		},
	};
}

/** Whether a member may share a request with an earlier one of the same person. */
export const mayFollow = (earlier: List, later: List): boolean => AFTER[later].includes(earlier);

/** An input item with these members. Each has a token: `item/position`. */
export function listedEntry(item: number, members: readonly Listed[], subject = 'track'): ItemEntry {
	return {
		item,
		entry: {
			envelope: envelopeOf(subject),
			members: members.map((member, position) => ({ ...member, token: tokenOf(item, position) })),
		},
	};
}

export const tokenOf = (item: number, position: number): string => `${item}/${position}`;

/** How the workspace responds to a request with bad members. */
export type Refusing = 'partial' | 'allNamed' | 'someNamed' | 'byKey' | 'unnamed';

/** A workspace that accepts lists of members, and records what it accepted in order of arrival. */
export class ListWorkspace {
	readonly taken: Member[] = [];

	/** @param refusing how to respond to each request with bad members, by its number */
	constructor(private readonly refusing: (request: number) => Refusing) {}

	answer(request: BrazeRequest, number: number): BrazeResponse {
		const lists = LISTS.map((list) => [list, (request.body?.[list] ?? []) as Member[]] as const);
		const members = lists.flatMap(([, own]) => own);
		const errors = lists.flatMap(([list, own]) =>
			own.flatMap(({ bad, token }, index) =>
				bad ? [{ type: `bad ${String(token)}`, input_array: list, index }] : [],
			),
		);
		const how = this.refusing(number);
		if (errors.length === 0) return this.take(members);
		if (how === 'byKey')
			return answered(400, {
				message: 'Valid data must be provided',
				errors: lists.flatMap(([list, own]) => errorByKey(list, own)),
			});
		if (errors.length === members.length || how === 'allNamed')
			return answered(400, { message: 'Valid data must be provided', errors });
		if (how === 'someNamed')
			return answered(400, { message: 'Valid data must be provided', errors: errors.slice(0, 1) });
		if (how === 'unnamed') return answered(400, { message: 'Bad Request' });
		return this.take(
			members.filter(({ bad }) => !bad),
			errors,
		);
	}

	private take(members: Member[], errors: object[] = []): BrazeResponse {
		this.taken.push(...members);
		return answered(201, { message: 'success', ...(errors.length > 0 && { errors }) });
	}
}

/** One error per list, with the people it refuses. All of a person's members in that list are refused together. */
function errorByKey(list: List, members: Member[]): object[] {
	const keys = members.filter(({ bad }) => bad).map(({ id }) => String(id));
	return keys.length === 0 ? [] : [{ type: 'bad', input_array: list, keys }];
}
