import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';

/**
 * Lists catalogs as one output item each. Braze returns them all at once.
 * https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/get_list_catalogs
 */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many catalogs with fields',
	description: 'Get the catalogs of the workspace with their fields',
	fields: [...returnAllFields, optionsField(requestOptionFields)],
	endpoint: { method: 'GET', path: '/catalogs', permission: 'catalogs.get' },
	safety: 'idempotent',
	response: { unfolded: ['catalogs'] },
	entry(item) {
		const limit = readLimit(item);
		return {
			envelope: { subject: 'catalogs' },
			output: ({ catalogs }) => (catalogs as IDataObject[]).slice(0, limit),
		};
	},
};
