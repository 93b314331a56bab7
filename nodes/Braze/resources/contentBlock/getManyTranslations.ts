import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { listAt } from '../../fields/output/analyticsOutput';
import { readLimit, returnAllFields } from '../../fields/output/returnAll';
import { contentBlockChoice } from '../../fields/resource/choices';
import type { Operation } from '../../operation';

/**
 * Lists the translations of a Content Block as one output item per locale.
 * https://www.braze.com/docs/api/endpoints/translations/content_blocks/get_translation_content_block
 */
export const getManyTranslations: Operation = {
	name: 'Get Many Translations',
	value: 'getManyTranslations',
	action: 'Get many translations',
	description: 'Get texts by locale (early access in Braze)',
	fields: [contentBlockChoice.field, ...returnAllFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'GET',
		path: '/content_blocks/translations',
		permission: 'content_blocks.translations.get',
	},
	safety: 'idempotent',
	response: { unfolded: ['translations'] },
	entry(item) {
		const id = contentBlockChoice.read(item);
		const limit = readLimit(item);
		return {
			envelope: { query: { content_block_id: id }, subject: id },
			output: (answer) => listAt(answer, 'translations').slice(0, limit),
			report: { content_block_id: id },
		};
	},
};
