import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import type { Operation } from '../../operation';
import { modifiedFilters, readModifiedFilters } from './modifiedFilters';

/** How many entries Braze returns per page by default. */
const PAGE_SIZE = 100;

interface TemplateList extends Pick<Operation, 'action' | 'description'> {
	readonly path: string;
	readonly permission: string;
	/** The key of the list in the response. */
	readonly list: string;
}

/**
 * Lists Content Blocks or email templates as one output item each. Braze refuses an offset of 0, so the first page has
 * none. https://www.braze.com/docs/api/endpoints/templates/content_blocks_templates/get_list_email_content_blocks
 */
export function getManyOf({ path, permission, list, ...named }: TemplateList): Operation {
	return {
		name: 'Get Many',
		value: 'getMany',
		...named,
		fields: [...returnAllFields, modifiedFilters, optionsField(requestOptionFields)],
		endpoint: { method: 'GET', path, permission },
		safety: 'idempotent',
		paging: { list, style: 'offset', size: PAGE_SIZE },
		entry: (item) => ({
			envelope: { query: readModifiedFilters(item), limit: readLimit(item), subject: list },
			output: (answer) => answer[list] as IDataObject[],
		}),
	};
}
