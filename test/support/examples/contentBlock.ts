import { FOOTER_ID, FRENCH_ID } from '../../../sandbox/seeds/templates';
import { assigned } from '../assignments';
import { byId } from '../kinds';
import type { Example } from './example';
import { newNames } from './shared';

const BLOCK = { contentBlockId: byId(FOOTER_ID) };

export const contentBlock: Record<string, Example> = {
	getMany: { parameters: {} },
	get: { parameters: BLOCK, variants: [{ options: { includeInclusionData: true } }] },
	getManyTranslations: { parameters: BLOCK },
	getSourceTexts: { parameters: BLOCK },
	create: { parameters: { name: '={{ $json.name }}', content: '<p>Hi</p>' }, before: newNames },
	update: { parameters: { ...BLOCK, updateFields: { content: '<p>Hi</p>' } } },
	updateTranslations: {
		parameters: {
			...BLOCK,
			localeId: FRENCH_ID,
			translations: assigned({ name: 'address', value: 'Example SA' }),
		},
	},
};
