import { doneFlag } from '../../transport/changeResponse';
import { appIdField } from '../../fields/resource/names';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import type { Operation } from '../../operation';
import { keyIdField, keyIn, readSdkKey } from './key';

/** Makes a key the primary one of its app. https://www.braze.com/docs/api/endpoints/sdk_authentication/put_primary_sdk_authentication_key */
export const setPrimary: Operation = {
	name: 'Set Primary',
	value: 'setPrimary',
	action: 'Set primary SDK authentication key',
	description: 'Make a key the primary key of its app',
	fields: [appIdField, keyIdField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'PUT',
		path: '/app_group/sdk_authentication/primary',
		permission: 'sdk_authentication.primary',
		verb: 'changed',
		receipts: ['keys'],
	},
	safety: 'idempotent',
	response: { leftOut: ['keys'] },
	entry(item) {
		const key = readSdkKey(item);
		// Braze returns all keys, which are left to Get Many. The chosen one must not be secondary in them.
		return {
			envelope: { body: key, subject: key.app_id },
			output: (answer) => [
				{
					...(keyIn(answer, key)?.is_primary !== false && doneFlag('changed', answer)),
					message: answer.message,
				},
			],
			report: key,
		};
	},
};
