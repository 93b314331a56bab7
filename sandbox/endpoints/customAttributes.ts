import { Refusal } from '../types';
import type { Call, Endpoint } from './endpoint';
import { single } from './query';

const PAGE_SIZE = 50;

const TYPES: Record<string, string> = {
	string: 'String',
	number: 'Number',
	boolean: 'Boolean',
	object: 'Object',
};

/**
 * `GET /custom_attributes` (get_custom_attributes.md): 50 a page; the next page's cursor stands only in the `Link`
 * header, as a relative address.
 */
const list: Endpoint = {
	method: 'GET',
	path: '/custom_attributes',
	permission: 'custom_attributes.get',
	pools: () => [{ name: 'custom attributes', limit: 1_000, windowSeconds: 3600 }],
	handle: (call) => {
		const all = attributesOf(call);
		const from = offsetOf(single(call, 'cursor'));
		const next = from + PAGE_SIZE;
		const headers: Record<string, string> =
			next < all.length ? { link: `</custom_attributes?cursor=${cursorOf(next)}>; rel="next"` } : {};
		return { status: 200, headers, body: { attributes: all.slice(from, next), message: 'success' } };
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

const cursorOf = (offset: number): string => Buffer.from(`offset:${offset}`).toString('base64url');

function offsetOf(cursor: string | undefined): number {
	if (cursor === undefined) return 0;
	const offset = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
	if (offset === undefined) throw new Refusal(400, 'Invalid cursor');
	return Number(offset);
}

export const customAttributes: Endpoint[] = [list];
