import type { INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { allowAgentOption } from '../../fields/confirmation';
import {
	keyCatalogOption,
	readKeySettings,
	readScheduleKey,
	scheduleKeyField,
} from '../../schedule/scheduleKey';
import { readBoolean, readChoice, readWholeNumber } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { cleanUpInterceptor, CleanUpOrder, type KeysToCleanUp } from '../../scheduleKeys/cleanUpInterceptor';
import type { KeyUse } from '../../scheduleKeys/key';
import { campaignKind } from '../campaign/campaignKind';
import { canvasKind, keyUse } from '../canvas/triggeredKind';
import { messageKeyUse } from '../message/cancelSchedule';
import { KEY_LIST, KEY_PAGES, keyListEnvelope, KINDS } from './keyList';
import { builderOnly } from '../../fields/tool/builderOnly';

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
			description:
				'Frees a single key without a confirmed schedule, left by an execution that stopped halfway',
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
	description: 'How many days must have passed since the last message went out',
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
 * Removes schedule keys whose messages went out, or frees a key without a confirmed schedule.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items
 */
export const cleanUpKeys: Operation = {
	name: 'Clean Up Keys',
	value: 'cleanUpKeys',
	action: 'Clean up schedule keys',
	description: 'Remove past schedule keys, or free one without a confirmed schedule',
	fields: [
		removeField,
		ageField,
		kindField,
		{ ...scheduleKeyField, displayOptions: { show: { keysToRemove: ['oneKey'] } } },
		optionsField([
			keyCatalogOption,
			builderOnly({
				displayName: 'Remove Unconfirmed',
				name: 'removeUnconfirmed',
				type: 'boolean',
				default: false,
				description:
					'Whether to also remove keys of that age that never got a confirmed schedule, because an execution stopped halfway',
			}),
			...requestOptionFields,
			allowAgentOption,
		]),
	],
	endpoint: { ...KEY_LIST, verb: 'removed' },
	safety: 'idempotent',
	paging: KEY_PAGES,
	intercept: cleanUpInterceptor,
	entry(item) {
		const { catalog } = readKeySettings(item.options());
		return {
			envelope: {
				...keyListEnvelope(item),
				companion: new CleanUpOrder(catalog, readKeysToCleanUp(item)),
			},
		};
	},
};

/** How each kind uses keys. */
const USES: Record<KeyUse['kind'], KeyUse> = {
	campaign: keyUse(campaignKind, 'cancel'),
	canvas: keyUse(canvasKind, 'cancel'),
	message: messageKeyUse('cancel'),
};

function readKeysToCleanUp(item: ItemReader): KeysToCleanUp {
	if (readChoice(removeField, item.get('keysToRemove', 'past')) === 'oneKey') {
		return {
			key: readScheduleKey(item.get('scheduleKey')),
			use: USES[readChoice<KeyUse['kind']>(kindField, item.get('scheduleKind', 'canvas'))],
		};
	}
	return {
		olderThanDays: readWholeNumber(ageField, item.get('olderThanDays', 7)),
		unconfirmed: readBoolean('Remove Unconfirmed', item.options().removeUnconfirmed ?? false),
	};
}
