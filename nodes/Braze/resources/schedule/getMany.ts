import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { keyCatalogOption } from '../../schedule/scheduleKey';
import { readBoolean, readChoice } from '../../fields/values';
import { isObject } from '../../input/object';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { whenBetween } from '../../schedule/brazeSchedule';
import { itemIn, scheduleOf } from '../../scheduleKeys/protocol/items';
import { keysIn, stateOf, type KeyState } from '../../scheduleKeys/protocol/listing';
import { KEY_LIST, KEY_PAGES, keyListEnvelope, KINDS } from './keyList';

const kindFilter: INodeProperties = {
	displayName: 'Kind',
	name: 'scheduleKind',
	type: 'options',
	options: [{ name: 'All', value: 'all' }, ...KINDS],
	default: 'all',
	description: 'Which schedules to return',
};

const UNLISTED = 'Schedules without a schedule key are not listed: Braze has no list of them.';

/** The key of the target's ID in the output. */
const TARGET_KEYS: Record<string, string> = { campaign: 'campaign_id', canvas: 'canvas_id' };

/** Lists what is scheduled under keys, earliest first. Braze itself doesn't list schedules that the API created. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many schedules with key',
	description: 'Get schedules that have a schedule key, with times; others are not listed',
	fields: [
		kindFilter,
		...returnAllFields,
		optionsField([
			keyCatalogOption,
			{
				displayName: 'Include Past',
				name: 'includePast',
				type: 'boolean',
				default: false,
				description: 'Whether to include schedules that have already gone out',
			},
			...requestOptionFields,
		]),
	],
	endpoint: KEY_LIST,
	safety: 'idempotent',
	paging: KEY_PAGES,
	entry(item) {
		const kind = readChoice(kindFilter, item.get('scheduleKind', 'all'));
		const past = includesPast(item);
		const limit = readLimit(item);
		const now = item.now.toMillis();
		return {
			envelope: keyListEnvelope(item),
			hints: [UNLISTED],
			output: ({ items }) =>
				statesIn(items as unknown[], now)
					.filter(({ state, claim }) => (kind === 'all' || claim.kind === kind) && (past || state !== 'past'))
					.map((one) => shown(one, item.zone))
					.sort((one, other) =>
						String(one.worldwide_first_send_at).localeCompare(String(other.worldwide_first_send_at)),
					)
					.slice(0, limit),
		};
	},
};

function includesPast(item: ItemReader): boolean {
	return readBoolean('Include Past', item.options().includePast ?? false);
}

/** What is scheduled under the keys of a list. */
function statesIn(items: readonly unknown[], now: number): KeyState[] {
	const known = new Map(items.filter(isObject).map((item) => [String(item.id), itemIn(item)]));
	return keysIn(known).flatMap((key) => stateOf(key, now) ?? []);
}

function shown({ state, claim, times }: KeyState, zone: string): IDataObject {
	const { kind = '', schedule_key, since, target_id, target_name, recipients } = claim;
	const target = TARGET_KEYS[kind];
	return {
		schedule_key,
		when: whenBetween(times.first_send_at, times.last_send_at, zone),
		...(target !== undefined && target_name !== undefined && { [`${kind}_name`]: target_name }),
		...(recipients !== undefined && { recipients }),
		kind,
		state,
		worldwide_first_send_at: times.first_send_at,
		worldwide_last_send_at: times.last_send_at,
		...(target !== undefined && { [target]: target_id }),
		schedule_id: scheduleOf(claim),
		created_at: since,
	};
}
