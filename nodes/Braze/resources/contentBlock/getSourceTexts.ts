import type { IDataObject } from 'n8n-workflow';

import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { contentBlockChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

/** Gets the texts between the translation tags of a Content Block. https://www.braze.com/docs/api/endpoints/translations/content_blocks/get_source_content_block */
export const getSourceTexts: Operation = {
	name: 'Get Source Texts',
	value: 'getSourceTexts',
	action: 'Get texts to translate of content block',
	description: 'Get the texts to translate, by ID (early access in Braze)',
	fields: [contentBlockChoice.field, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/content_blocks/translations/source',
		permission: 'content_blocks.translations.get',
	},
	safety: 'idempotent',
	response: { unfolded: ['translations'], contains: { translations: 'object' } },
	entry(item) {
		const id = contentBlockChoice.read(item);
		return {
			envelope: { query: { content_block_id: id }, subject: id },
			// Unlike the list of translations, this is one object.
			output: ({ translations }) => [translations as IDataObject],
			report: { content_block_id: id },
		};
	},
};
