import { doneFlag } from '../../transport/changeResponse';
import { appIdField } from '../../fields/resource/names';
import { deletionOptionFields } from '../../fields/options/deliveryOptions';
import { changeModeField } from '../../fields/options/mode';
import { optionsField } from '../../fields/options/commonOptions';
import { allowAgentOption, confirmation } from '../../fields/confirmation';
import type { Operation } from '../../operation';
import { keyIdField, keyIn, readSdkKey } from './key';

const confirm = confirmation({
	label: 'Delete',
	name: 'confirmDelete',
	consent: 'the key may be permanently deleted',
});

/** Deletes a key, but never the primary one. https://www.braze.com/docs/api/endpoints/sdk_authentication/delete_sdk_authentication_key */
export const deleteKey: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete SDK authentication key',
	description: 'Delete a key that is not primary and no longer in use',
	fields: [
		changeModeField,
		appIdField,
		keyIdField,
		...confirm.fields,
		optionsField([...deletionOptionFields, allowAgentOption]),
	],
	endpoint: {
		method: 'DELETE',
		path: '/app_group/sdk_authentication/delete',
		permission: 'sdk_authentication.delete',
		verb: 'deleted',
		receipts: ['keys'],
		repetitionHint: 'If Braze no longer knows the key, the first attempt deleted it',
	},
	safety: 'idempotent',
	response: { leftOut: ['keys'] },
	entry(item) {
		confirm.check(item);
		const key = readSdkKey(item);
		// Braze returns the remaining keys: this one must not be among them.
		return {
			envelope: { body: key, subject: key.app_id },
			output: (answer) => [
				{ ...(!keyIn(answer, key) && doneFlag('deleted', answer)), message: answer.message },
			],
			report: key,
		};
	},
};
