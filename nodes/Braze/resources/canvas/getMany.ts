import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { editedListFilters, readListFilters } from '../../fields/output/listFilters';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';
import type { TriggeredKind } from './triggeredKind';

/** The number of Canvases or campaigns per page. */
export const PAGE_SIZE = 100;

/**
 * Lists Canvases or campaigns as one output item each.
 * https://www.braze.com/docs/api/endpoints/export/canvas/get_canvases
 */
export function getManyOf(kind: TriggeredKind, plural: string): Operation {
	const permission = `${kind.permission}.list`;
	return {
		name: 'Get Many',
		value: 'getMany',
		action: `Get many ${plural.toLowerCase()}`,
		description: `Get the ${plural} of the workspace`,
		fields: [...returnAllFields, editedListFilters, optionsField(requestOptionFields)],
		endpoint: { method: 'GET', path: `${kind.path}/list`, permission },
		safety: 'idempotent',
		paging: { list: kind.list, style: 'page', size: PAGE_SIZE },
		entry: (item) => ({
			envelope: { query: { page: 0, ...readListFilters(item) }, limit: readLimit(item), subject: plural },
			output: (answer) => answer[kind.list] as IDataObject[],
		}),
	};
}
