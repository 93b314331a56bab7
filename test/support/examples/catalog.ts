import type { Bench } from '../bench';
import { byName } from '../kinds';
import type { Example } from './example';
import { CATALOG, newNames, next } from './shared';

const FIELDS = { catalogFields: { field: [{ name: 'Price', type: 'number' }] } };

const withCatalog = async (bench: Bench) => {
	const name = `old-${next()}`;
	bench.sandbox.state.catalogs.push({ ...bench.sandbox.state.catalogs[0], name, selections: [] });
	return await Promise.resolve([{ name }]);
};

const withField = async (bench: Bench) => {
	const name = `Field_${next()}`;
	bench.sandbox.state.catalogs[0].fields.push({ name, type: 'string' });
	return await Promise.resolve([{ name }]);
};

const withSelection = async (bench: Bench) => {
	const name = `selection ${next()}`;
	bench.sandbox.state.catalogs[0].selections.push({ name, filters: [], results_limit: 1 });
	return await Promise.resolve([{ name }]);
};

export const catalog: Record<string, Example> = {
	getMany: { parameters: {} },
	create: { parameters: { name: '={{ $json.name }}', description: 'New', ...FIELDS }, before: newNames },
	delete: {
		parameters: {
			catalogName: byName('={{ $json.name }}'),
			confirmDelete: true,
			options: { allowAgentChoice: true },
		},
		before: withCatalog,
	},
	createFields: {
		parameters: { ...CATALOG, catalogFields: { field: [{ name: '={{ $json.name }}', type: 'number' }] } },
		before: newNames,
	},
	deleteField: {
		parameters: { ...CATALOG, fieldName: '={{ $json.name }}', options: { allowAgentChoice: true } },
		before: withField,
	},
	createSelection: { parameters: { ...CATALOG, selectionName: '={{ $json.name }}' }, before: newNames },
	deleteSelection: {
		parameters: { ...CATALOG, selectionName: '={{ $json.name }}', options: { allowAgentChoice: true } },
		before: withSelection,
	},
};
