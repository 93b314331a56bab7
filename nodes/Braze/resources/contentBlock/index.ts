import type { Resource } from '../../operation';
import { getManyOf } from '../template/getMany';
import { get } from './get';
import { getManyTranslations } from './getManyTranslations';
import { getSourceTexts } from './getSourceTexts';
import { updateTranslations } from './updateTranslations';
import { create, update } from './write';

/** Content Blocks: pieces of content that messages include by name. */
export const contentBlock: Resource = {
	name: 'Content Block',
	value: 'contentBlock',
	description: 'Reusable parts of messages',
	operations: [
		getManyOf({
			action: 'Get many content blocks',
			description: 'Get the Content Blocks of the workspace',
			path: '/content_blocks/list',
			permission: 'content_blocks.list',
			list: 'content_blocks',
		}),
		get,
		getManyTranslations,
		getSourceTexts,
		create,
		update,
		updateTranslations,
	],
};
