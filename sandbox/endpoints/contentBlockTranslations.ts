import type { ContentBlock } from '../types/catalogs';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { single } from './query';

/**
 * Translations of Content Blocks (get_translation_content_block.md, get_source_content_block.md,
 * put_update_translation_content_block.md), early access. Of the errors, those of an unknown locale and of a block
 * without texts to translate are documented; the others are guesses, as is that an update keeps the texts it doesn't
 * name.
 */

const PATH = '/content_blocks/translations';

/** Unlike other endpoints, these return no message next to the errors. */
function refuse(message: string, status = 400): never {
	throw new Refusal(status, message, { message: undefined, errors: [{ message }] });
}

const list: Endpoint = {
	method: 'GET',
	path: PATH,
	permission: 'content_blocks.translations.get',
	handle: (call) => {
		const { translations } = blockOf(call, single(call, 'content_block_id'));
		const locale = single(call, 'locale_id');
		const wanted = translations.filter(({ locale: { uuid } }) => locale === undefined || uuid === locale);
		return { status: 200, body: { translations: wanted, message: 'success' } };
	},
};

/** A text to translate: `{% translation id %}text{% endtranslation %}`. */
const TAG = /\{%-?\s*translation\s+(\S+)\s*-?%\}(.*?)\{%-?\s*endtranslation\s*-?%\}/gs;

/** Braze also accepts a locale here. It has no effect, because the texts have none. */
const source: Endpoint = {
	method: 'GET',
	path: `${PATH}/source`,
	permission: 'content_blocks.translations.get',
	handle: (call) => {
		const { content } = blockOf(call, single(call, 'content_block_id'));
		const texts = [...content.matchAll(TAG)].map(([, id, text]) => [id, text]);
		if (texts.length === 0) refuse('This message does not support multi-language.');
		return {
			status: 200,
			body: { translations: { translation_map: Object.fromEntries(texts) }, message: 'success' },
		};
	},
};

const update: Endpoint = {
	method: 'PUT',
	path: PATH,
	permission: 'content_blocks.translations.update',
	handle: (call) => {
		const { content_block_id: id, locale_id: locale, translation_map: texts, ...others } = call.body;
		if (Object.keys(others).length > 0) refuse(`Unknown keys: ${Object.keys(others).join()}`);
		const { translations } = blockOf(call, id);
		const translation =
			translations.find(({ locale: { uuid } }) => uuid === locale) ??
			refuse('The provided locale code does not exist.');
		if (!isTexts(texts)) return refuse('The provided translations are not valid.');
		const unknown = Object.keys(texts).filter((one) => !Object.hasOwn(translation.translation_map, one));
		if (unknown.length > 0) refuse('The provided translations are not in the Content Block.');
		Object.assign(translation.translation_map, texts);
		return { status: 200, body: { message: 'success' } };
	},
};

function blockOf({ state }: Call, id: unknown): ContentBlock {
	return (
		state.contentBlocks.find(({ content_block_id }) => content_block_id === id) ??
		refuse('Content Block not found', 404)
	);
}

function isTexts(value: unknown): value is Record<string, string> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const texts = Object.values(value as JsonObject);
	return texts.length > 0 && texts.every((text) => typeof text === 'string' && text !== '');
}

export const contentBlockTranslations: Endpoint[] = [list, source, update];
