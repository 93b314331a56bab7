import type { Bench } from '../bench';
import type { Example } from './example';
import { CATALOG, next } from './shared';

const VALUES = { itemId: '={{ $json.id }}', specifyItemValues: 'json', itemValuesJson: '{ "Name": "New" }' };
const ALONE = { options: { combineItems: false } };
const newItem = async () => await Promise.resolve([{ id: `new-${next()}` }]);

const withItem = async (bench: Bench) => {
	const id = `old-${next()}`;
	bench.sandbox.state.catalogs[0].items.push({ id });
	return await Promise.resolve([{ id }]);
};

export const catalogItem: Record<string, Example> = {
	createOrUpdate: { parameters: { ...CATALOG, ...VALUES }, before: newItem, variants: [ALONE] },
	create: { parameters: { ...CATALOG, ...VALUES }, before: newItem, variants: [ALONE] },
	update: {
		parameters: {
			...CATALOG,
			itemId: 'cafe-1',
			specifyItemValues: 'json',
			itemValuesJson: '{ "Rating": 5 }',
		},
		variants: [ALONE],
	},
	delete: {
		parameters: { ...CATALOG, itemId: '={{ $json.id }}', options: { allowAgentChoice: true } },
		before: withItem,
		variants: [ALONE],
	},
	get: { parameters: { ...CATALOG, itemId: 'cafe-1' }, fixed: ['id'] },
	getMany: { parameters: CATALOG, fixed: ['id'] },
};
