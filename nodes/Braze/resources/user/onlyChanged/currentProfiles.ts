import { isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { NotSent, RequestOutcome } from '../../../delivery/outcome';
import { plan } from '../../../delivery/plan/plan';
import type { ItemEntry } from '../../../delivery/plan/requests';
import type { RunContext } from '../../../delivery/send/interceptor';
import { lookUpAll } from '../../../delivery/send/sendAll';
import { isObject } from '../../../input/object';
import { sentences } from '../../../transport/errorText';
import { get } from '../get';

/** The person whose profile an item writes to. */
export interface Wanted {
	readonly item: number;
	/** `external_id` or `user_alias`. */
	readonly identifier: IDataObject;
}

export interface CurrentProfiles {
	/** The profile of each item whose person has one. */
	readonly byItem: ReadonlyMap<number, IDataObject>;
	/** The items whose profile could not be read, and why. */
	readonly failed: RequestOutcome[];
}

/**
 * Reads the current profiles, 50 per request. Returns failures instead of throwing.
 *
 * @param fields the profile fields to read
 */
export async function currentProfiles(
	context: RunContext,
	wanted: readonly Wanted[],
	fields: readonly string[],
): Promise<CurrentProfiles> {
	const envelope = { body: { fields_to_export: fields }, subject: 'get' };
	const entries: ItemEntry[] = wanted.map((member) => ({
		item: member.item,
		entry: { envelope, members: [{ ...member }] },
	}));
	const { combine, endpoint, safety } = get;
	const outcomes = await lookUpAll(context, plan(entries, { combine, acrossItems: true, safety }), {
		endpoint,
		combine,
		expected: { users: 'list' },
		stopAtFirstFailure: true,
	});
	const identifiers = new Map(wanted.map(({ item, identifier }) => [item, identifier]));
	const byItem = new Map<number, IDataObject>();
	const failed: RequestOutcome[] = [];
	for (const { parts, outcome } of outcomes) {
		if (outcome.kind !== 'sent') {
			failed.push({ parts: parts.map(({ item }) => ({ item, position: 0 })), outcome: notRead(outcome) });
			continue;
		}
		const find = finder(outcome.answer);
		for (const { item } of parts) {
			const profile = find(identifiers.get(item) ?? {});
			if (profile) byItem.set(item, profile);
		}
	}
	return { byItem, failed };
}

/**
 * Returns a function that finds a person's profile in a response. A profile that identifies its person differently
 * counts as not found, so that everything is written.
 */
function finder({ users }: IDataObject): (identifier: IDataObject) => IDataObject | undefined {
	const profiles = (Array.isArray(users) ? users : []).filter(isObject) as IDataObject[];
	const byId = new Map(profiles.map((profile) => [profile.external_id, profile]));
	return ({ external_id: id, user_alias: alias }) =>
		id !== undefined
			? byId.get(id)
			: profiles.find(
					({ user_aliases: aliases }) => Array.isArray(aliases) && aliases.some((one) => isEqual(one, alias)),
				);
}

/**
 * The outcome of an item whose profile couldn't be read. Nothing is written for it: writing everything would cost the
 * data points that were to be saved.
 */
function notRead(outcome: Exclude<RequestOutcome['outcome'], { kind: 'sent' }>): NotSent {
	const { message, resolution, ...failure } = outcome.failure;
	return {
		kind: 'notSent',
		...(outcome.kind === 'notSent' && outcome.retryAt !== undefined && { retryAt: outcome.retryAt }),
		failure: {
			...failure,
			verb: 'written',
			message: 'The current profile could not be read, so nothing was written',
			resolution: sentences(message, resolution),
		},
	};
}
