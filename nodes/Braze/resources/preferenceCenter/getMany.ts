import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/** Lists preference centers, which Braze returns all at once. https://www.braze.com/docs/api/endpoints/preference_center/get_list_preference_center */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many preference centers',
	description: 'Get the preference centers of the workspace',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/preference_center/v1/list', permission: 'preference_center.list' },
	safety: 'idempotent',
	response: { unfolded: ['preference_centers'] },
	entry(item) {
		const limit = readLimit(item);
		return {
			envelope: { subject: 'preference centers' },
			output: (answer) => listAt(answer, 'preference_centers').slice(0, limit),
		};
	},
};
