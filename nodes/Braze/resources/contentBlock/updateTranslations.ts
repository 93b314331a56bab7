import type { INodeProperties } from 'n8n-workflow';

import { assignmentsField, readAssignments } from '../../fields/content/assignments';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { contentBlockChoice } from '../../fields/resource/choices';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import { describe } from '../../input/describe';
import { readApiIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { refusePrototypeNames } from '../../input/json';
import { identifies } from '../../fields/declarations';

const localeIdField: INodeProperties = identifies({
	displayName: 'Locale ID',
	name: 'localeId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 5a1d7c2e-90b4-4f6a-8e3d-1c2b3a495867',
	description: "The ID of the locale, as listed by 'Get Many Translations'",
});

const translationsField = assignmentsField({
	displayName: 'Translations',
	name: 'translations',
	description:
		"One row for each text. The name is the ID of the block's translation tag, the value is the translation.",
});

/**
 * Updates the translations of a Content Block's texts in one locale.
 * https://www.braze.com/docs/api/endpoints/translations/content_blocks/put_update_translation_content_block
 */
export const updateTranslations: Operation = {
	name: 'Update Translations',
	value: 'updateTranslations',
	action: 'Update translations of content block',
	description: 'Update texts in one locale (early access in Braze)',
	fields: [contentBlockChoice.field, localeIdField, translationsField, optionsField(requestOptionFields)],
	endpoint: {
		method: 'PUT',
		path: '/content_blocks/translations',
		permission: 'content_blocks.translations.update',
		verb: 'updated',
	},
	safety: 'idempotent',
	entry(item) {
		const ids = {
			content_block_id: contentBlockChoice.read(item),
			locale_id: readApiIdentifier(localeIdField.displayName, item.get(localeIdField.name)),
		};
		const body = { ...ids, translation_map: readTranslations(item) };
		return { envelope: { body, subject: `${ids.content_block_id}/${ids.locale_id}` }, report: ids };
	},
};

/** Reads the translations. A row without a value is an error, because the message would go out untranslated. */
function readTranslations(item: ItemReader): Record<string, unknown> {
	const label = translationsField.displayName;
	const translations = readAssignments(label, item.get(translationsField.name, {}));
	refusePrototypeNames(label, translations);
	for (const [id, text] of Object.entries(translations)) {
		if (typeof text !== 'string')
			throw new InputError(
				`${label}: ${id}`,
				`must be text, but is ${describe(text)}`,
				'Enter the translation as a String row.',
			);
		if (text.trim() === '')
			throw new InputError(`${label}: ${id}`, 'is empty', 'Enter the translation, or remove the row.');
	}
	if (Object.keys(translations).length === 0)
		throw new InputError(label, 'is empty', 'Add a row for each text to translate.');
	return translations;
}
