/** A file of the media library. */
export interface MediaAsset {
	id: string;
	name: string;
	ext: string;
	size: number;
	url: string;
}

export const BANNER_ID = '64f0c2a19b7e4d0012ab34cd';

export const seedMediaAssets = (): MediaAsset[] => [
	{
		id: BANNER_ID,
		name: 'Spring banner',
		ext: 'png',
		size: 48_213,
		url: 'https://images.example.com/64f0c2a1/original.png',
	},
];
