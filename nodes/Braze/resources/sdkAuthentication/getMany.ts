import { appIdField, readAppId } from '../../fields/resource/names';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Lists the keys of an app. https://www.braze.com/docs/api/endpoints/sdk_authentication/get_sdk_authentication_keys */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many SDK authentication keys',
	description: 'Get the public keys of an app',
	fields: [appIdField, ...returnAllFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/app_group/sdk_authentication/keys',
		permission: 'sdk_authentication.keys',
	},
	safety: 'idempotent',
	response: { unfolded: ['keys'] },
	entry(item) {
		const appId = readAppId(item);
		const limit = readLimit(item);
		return {
			envelope: { query: { app_id: appId }, subject: appId },
			output: (answer) => listAt(answer, 'keys').slice(0, limit),
			report: { app_id: appId },
		};
	},
};
