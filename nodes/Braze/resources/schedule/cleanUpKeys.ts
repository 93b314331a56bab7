import type { INodeProperties } from 'n8n-workflow';

import type { KeyCleanUp } from '../../delivery/entry';
import { requestOptionFields } from '../../fields/options/deliveryOptions';
import { optionsField } from '../../fields/options/optionsCollection';
import { allowAgentOption } from '../../fields/values/confirmation';
import { keyCatalogOption, readScheduleKey, scheduleKeyField } from '../../fields/schedule/scheduleKey';
import { readBoolean } from '../../fields/values/boolean';
import { checkChoice } from '../../fields/values/choice';
import { readWholeNumber } from '../../fields/values/number';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { isObject } from '../../schemas/json';
import { aroundCleanUp } from '../../scheduleKeys/cleanUp';
import type { ScheduleKind } from '../../scheduleKeys/keyUse';
import { KEY_LIST, KEY_PAGES, keyListEnvelope, KINDS } from './keyList';

const removeField: INodeProperties = {
	displayName: 'Remove',
	name: 'keysToRemove',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Past Schedules', value: 'past', description: 'Every key whose messages went out some time ago' },
		{
			name: 'One Key',
			value: 'oneKey',
			description: 'A single key in any state. Its schedule, if there is one, is not cancelled.',
		},
	],
	default: 'past',
	description: 'Which schedule keys to remove',
};

const ageField: INodeProperties = {
	displayName: 'Older Than (Days)',
	name: 'olderThanDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	description: 'How many days ago the last message went out, at least',
	displayOptions: { show: { keysToRemove: ['past'] } },
};

const kindField: INodeProperties = {
	displayName: 'Kind',
	name: 'scheduleKind',
	type: 'options',
	options: KINDS,
	default: 'canvas',
	description: 'What the key schedules',
	displayOptions: { show: { keysToRemove: ['oneKey'] } },
};

/**
 * Removes records of schedule keys, 50 in a request. Nothing is cancelled.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items
 */
export const cleanUpKeys: Operation = {
	name: 'Clean Up Keys',
	value: 'cleanUpKeys',
	action: 'Clean up schedule keys',
	description: 'Remove past schedule keys, or one; nothing is cancelled',
	fields: [
		removeField,
		ageField,
		kindField,
		{ ...scheduleKeyField, displayOptions: { show: { keysToRemove: ['oneKey'] } } },
		optionsField([
			keyCatalogOption,
			{
				displayName: 'Remove Unconfirmed',
				name: 'removeUnconfirmed',
				type: 'boolean',
				default: false,
				description:
					'Whether to also remove keys of that age that never got a confirmed schedule, because an execution stopped halfway',
			},
			...requestOptionFields,
			allowAgentOption,
		]),
	],
	endpoint: { ...KEY_LIST, verb: 'removed' },
	safety: 'idempotent',
	paging: KEY_PAGES,
	around: aroundCleanUp,
	entry: (item) => ({ envelope: { ...keyListEnvelope(item), keyCleanUp: readCleanUp(item) } }),
};

function readCleanUp(item: ItemReader): KeyCleanUp {
	if (checkChoice(removeField, item.get('keysToRemove', 'past')) === 'oneKey') {
		return {
			key: readScheduleKey(item.get('scheduleKey')),
			kind: checkChoice(kindField, item.get('scheduleKind', 'canvas')) as ScheduleKind,
		};
	}
	const options = item.get('options', {});
	return {
		olderThanDays: readWholeNumber(ageField, item.get('olderThanDays', 7)),
		unconfirmed: isObject(options) && readBoolean('Remove Unconfirmed', options.removeUnconfirmed ?? false),
	};
}
