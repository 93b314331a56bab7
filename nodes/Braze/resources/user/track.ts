import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Combine, Entry, Member } from '../../delivery/entry';
import { combineItemsOption, resendUnclearOption } from '../../fields/options/commonOptions';
import { deduplicateByOption, readDeduplicationKey } from '../../fields/options/repeats';
import { changeOptionFields } from '../../fields/options/deliveryOptions';
import { readBoolean } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import type { PersonKind } from '../../recipients/person';
import { personChoice } from '../../recipients/personChoice';
import { identifierKey } from '../../recipients/recipient';
import type { Endpoint } from '../../transport/endpoint';
import { nestedNullHints } from './attributes/nestedNulls';
import { groupOf, markGroups, waitForGroups, waitUntilProcessedOption } from './waitUntilProcessed';

/** The kinds of identifiers that `/users/track` accepts. */
export const PERSON_KINDS: readonly PersonKind[] = ['externalId', 'userAlias', 'email', 'phone', 'brazeId'];

/** The person whose profile is changed. */
export const person = personChoice(PERSON_KINDS);

/** The lists of a request, in the order of a person's objects in one item. */
export type TrackList = 'attributes' | 'events' | 'purchases';

/** An object for one of the lists. */
export interface TrackMember extends Member {
	readonly list: TrackList;
	readonly object: Readonly<Record<string, unknown>>;
	/** Set if values that the profile already has are left out. */
	readonly onlyChanged?: true;
}

/** Changes profiles and records what people did. https://www.braze.com/docs/api/endpoints/user_data/post_user_track */
const TRACK_ENDPOINT: Endpoint = {
	method: 'POST',
	path: '/users/track',
	permission: 'users.track',
	verb: 'written',
};

/**
 * The maximum number of objects per request across all three lists. It is also the maximum for each list, which is the
 * only limit for older accounts.
 */
const MAX_OBJECTS = 75;

const IDENTIFIERS = ['external_id', 'user_alias', 'braze_id', 'email', 'phone'];

/**
 * How objects fill requests. Braze processes the attributes of a request before its events, so events may follow
 * attributes of the same person, but not the other way round
 * (https://www.braze.com/docs/user_guide/engagement_tools/testing/race_conditions). Events and purchases have their own
 * time, so their order within a request doesn't matter. In which order two changes to the same person's attributes
 * within a request take effect is undocumented, so the later one waits for the response to the earlier one.
 */
const TRACK: Combine & { readonly byDefault: true } = {
	byDefault: true,
	limit: MAX_OBJECTS,
	key: (member) => identifierKey((member as TrackMember).object, IDENTIFIERS),
	body: (members) => bodyOf(members as TrackMember[]),
	lists: {
		of: (member) => (member as TrackMember).list,
		rules: {
			attributes: { limit: MAX_OBJECTS, after: [] },
			events: { limit: MAX_OBJECTS, after: ['attributes', 'events', 'purchases'] },
			purchases: { limit: MAX_OBJECTS, after: ['attributes', 'events', 'purchases'] },
		},
		// Braze lists an invalid eCommerce event under purchases, although it was sent as an event.
		misnamed: { purchases: 'events' },
	},
};

/** Options of the operations that change profiles. */
export const trackOptionFields: INodeProperties[] = [
	...changeOptionFields,
	deduplicateByOption,
	resendUnclearOption,
	combineItemsOption(
		true,
		'Whether items share requests of up to 75 objects each. Every item still gets its own result.',
	),
	{
		displayName: 'Update Existing Only',
		name: 'updateExistingOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to skip people who have no profile in Braze. If off, Braze creates a profile for them.',
	},
	waitUntilProcessedOption,
];

/** The common parts of operations that change profiles. */
export const TRACK_OPERATION = {
	endpoint: TRACK_ENDPOINT,
	// Incrementing, adding to a list and recording an event must not be repeated. Setting values may be.
	safety: 'notIdempotent',
	combine: TRACK,
	// The counts are for the whole request, which other items may share.
	response: { leftOut: ['attributes_processed', 'events_processed', 'purchases_processed'] },
	intercept: markGroups,
	atEnd: waitForGroups,
} as const satisfies Partial<Operation>;

/**
 * The flag that every object needs, if any: Braze creates missing profiles, but for an alias only if it is told to.
 * https://www.braze.com/docs/api/objects_filters/user_attributes_object
 */
export function updateExistingOnly(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
): { _update_existing_only?: boolean } {
	const { updateExistingOnly } = item.options();
	if (updateExistingOnly !== undefined)
		return { _update_existing_only: readBoolean('Update Existing Only', updateExistingOnly) };
	return identifier.user_alias === undefined ? {} : { _update_existing_only: false };
}

/** Creates the entry of an item from its objects. `repeatable` if writing them again changes nothing. */
export function trackEntry(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
	members: readonly TrackMember[],
	safety: 'once' | 'repeatable',
): Entry {
	const deduplicationKey = readDeduplicationKey(item);
	const hints = members.flatMap(({ list, object }) => (list === 'attributes' ? nestedNullHints(object) : []));
	return {
		envelope: item.shared(envelopes)[safety],
		members,
		...(hints.length > 0 && { hints }),
		report: identifier as IDataObject,
		...(deduplicationKey !== undefined && { deduplicationKey }),
	};
}

/**
 * The envelopes of an operation. All items share these objects, so that their keys are computed once and all requests
 * are in one group.
 */
function envelopes(item: ItemReader): Record<'once' | 'repeatable', Entry['envelope']> {
	const group = groupOf(item);
	const once = { subject: 'track', ...(group.group_id !== undefined && { body: group }) };
	return { once, repeatable: { ...once, repeatable: true } };
}

function bodyOf(members: readonly TrackMember[]): Partial<Record<TrackList, unknown[]>> {
	const body: Partial<Record<TrackList, unknown[]>> = {};
	for (const { list, object } of members) (body[list] ??= []).push(object);
	return body;
}
