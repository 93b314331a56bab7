import type { INodeProperties } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { contentBlockChoice } from '../../fields/resource/choices';
import { readBoolean } from '../../fields/values';
import type { Operation } from '../../operation';

const inclusionOption: INodeProperties = {
	displayName: 'Include Inclusion Data',
	name: 'includeInclusionData',
	type: 'boolean',
	default: false,
	description: 'Whether to list the campaign and Canvas messages that include the block',
};

/** Gets a Content Block with its content. https://www.braze.com/docs/api/endpoints/templates/content_blocks_templates/get_see_email_content_blocks_information */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get content block',
	description: 'Get one Content Block with its content',
	fields: [contentBlockChoice.field, optionsField([inclusionOption, ...requestOptionFields])],
	endpoint: { method: 'GET', path: '/content_blocks/info', permission: 'content_blocks.info' },
	safety: 'idempotent',
	response: { contains: { name: 'value' } },
	entry(item) {
		const id = contentBlockChoice.read(item);
		const inclusion = readBoolean(inclusionOption.displayName, item.options().includeInclusionData);
		return {
			envelope: {
				query: { content_block_id: id, ...(inclusion && { include_inclusion_data: true }) },
				subject: id,
			},
			report: { content_block_id: id },
		};
	},
};
