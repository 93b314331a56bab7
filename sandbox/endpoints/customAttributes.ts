import { LISTS } from '../state/rateLimits';
import { cursorPage } from './cursor';
import type { Call, Endpoint } from './endpoint';

const PAGE_SIZE = 50;

const TYPES: Record<string, string> = {
	string: 'String',
	number: 'Number',
	boolean: 'Boolean',
	object: 'Object',
};

/** `GET /custom_attributes` (get_custom_attributes.md): 50 a page, in alphabetical order. */
const list: Endpoint = {
	method: 'GET',
	path: '/custom_attributes',
	permission: 'custom_attributes.get',
	pools: () => [LISTS],
	handle: (call) => {
		const { page, headers } = cursorPage(call, '/custom_attributes', attributesOf(call), PAGE_SIZE);
		return { status: 200, headers, body: { attributes: page, message: 'success' } };
	},
};

function attributesOf({ state }: Call) {
	const types = new Map<string, string>();
	for (const { custom_attributes: attributes } of state.users) {
		for (const [name, value] of Object.entries(attributes)) {
			types.set(name, Array.isArray(value) ? 'Array' : (TYPES[typeof value] ?? 'String'));
		}
	}
	return [...types].sort().map(([name, type]) => ({
		name,
		data_type: `${type} (Automatically Detected)`,
		description: '',
		status: 'Active',
		tag_names: [],
		array_length: type === 'Array' ? 25 : null,
	}));
}

export const customAttributes: Endpoint[] = [list];
