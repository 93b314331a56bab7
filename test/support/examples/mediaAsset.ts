import { BANNER_ID } from '../../../sandbox/seeds/mediaAssets';
import type { Example } from './example';

export const mediaAsset: Record<string, Example> = {
	upload: {
		parameters: { assetUrl: 'https://cdn.example.com/cat.png' },
		variants: [{ assetUrl: 'https://cdn.example.com/cats.zip' }],
	},
	replace: { parameters: { assetId: BANNER_ID, assetUrl: 'https://cdn.example.com/summer.png' } },
};
