import { randomUUID } from 'crypto';
import { checker } from '../rules/jsonSchema';
import type { Pool } from '../state/rateLimits';
import type { PreferenceCenter } from '../seeds/preferenceCenters';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

/** `/preference_center/v1…` (get_list_preference_center.md and its siblings). */

const READS: Pool = { name: 'preference center reads', limit: 1_000, windowSeconds: 60 };

const WRITES: Pool = { name: 'preference center writes', limit: 10, windowSeconds: 60 };

const ONE = '/preference_center/v1/{preferenceCenterExternalID}';

const list: Endpoint = {
	method: 'GET',
	path: '/preference_center/v1/list',
	permission: 'preference_center.list',
	pools: () => [READS],
	handle: ({ state }) => ({
		status: 200,
		body: {
			preference_centers: state.preferenceCenters.map(({ id, name, created_at, updated_at }) => ({
				name,
				preference_center_api_id: id,
				created_at,
				updated_at,
			})),
		},
	}),
};

const details: Endpoint = {
	method: 'GET',
	path: ONE,
	permission: 'preference_center.get',
	pools: () => [READS],
	handle: (call) => {
		const { id, name, created_at, updated_at, title, page, confirmation, options, state } = centerOf(call);
		return {
			status: 200,
			body: {
				name,
				preference_center_api_id: id,
				created_at,
				updated_at,
				preference_center_title: title,
				preference_center_page_html: page,
				confirmation_page_html: confirmation,
				redirect_page_html: null,
				preference_center_options: options,
				state,
			},
		};
	},
};

/** What Braze returns for an unknown user is undocumented. Returning no URL is a guess. */
const url: Endpoint = {
	method: 'GET',
	path: `${ONE}/url/{userID}`,
	permission: 'preference_center.user.get',
	pools: () => [READS],
	handle: (call) => {
		const { id } = centerOf(call);
		const user = decodeURIComponent(call.params.userID);
		if (!call.state.users.some(({ external_id }) => external_id === user))
			throw new Refusal(400, 'Invalid user ID');
		return {
			status: 200,
			body: { preference_center_url: `https://preferences.example.com/${id}/${encodeURIComponent(user)}` },
		};
	},
};

const text = { type: 'string', format: 'notBlank' };

const shape = (required: string[], more: JsonObject) =>
	checker({
		type: 'object',
		required: ['preference_center_page_html', 'confirmation_page_html', ...required],
		additionalProperties: false,
		properties: {
			preference_center_page_html: text,
			confirmation_page_html: text,
			preference_center_title: { type: 'string' },
			state: { enum: ['active', 'draft'] },
			options: {
				type: 'object',
				additionalProperties: false,
				properties: {
					'meta-viewport-content': { type: 'string' },
					'links-tags': {
						type: 'array',
						items: {
							type: 'object',
							required: ['rel', 'href'],
							properties: {
								rel: { enum: ['icon', 'shortcut icon', 'apple-touch-icon'] },
								href: { type: 'string' },
							},
						},
					},
				},
			},
			...more,
		},
	});

const checkCreate = shape(['name'], { name: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' } });

const checkUpdate = shape([], {});

interface Pages {
	name: string;
	preference_center_page_html: string;
	confirmation_page_html: string;
	preference_center_title?: string;
	state?: 'active' | 'draft';
	options?: JsonObject;
}

/** The default state of a new preference center, and the refusal of a name that is taken, are guesses. */
const create: Endpoint = {
	method: 'POST',
	path: '/preference_center/v1',
	permission: 'preference_center.update',
	pools: () => [WRITES],
	handle: ({ body, state, now }) => {
		checkCreate(body);
		const { name, ...pages } = body as unknown as Pages;
		if (state.preferenceCenters.some((one) => one.name === name))
			throw new Refusal(400, 'Preference center name already exists');
		const created_at = stamp(now);
		const id = randomUUID();
		state.preferenceCenters.push({
			id,
			name,
			created_at,
			updated_at: created_at,
			...stored(pages, { title: 'Preference Center', state: 'active', options: {} }),
		});
		return {
			status: 201,
			body: {
				preference_center_api_id: id,
				liquid_tag: `{{preference_center.\${${name}}}}`,
				created_at,
				message: 'success',
			},
		};
	},
};

/** Replaces both pages. Other fields that are not given stay unchanged (a guess). */
const update: Endpoint = {
	method: 'PUT',
	path: ONE,
	permission: 'preference_center.update',
	pools: () => [WRITES],
	handle: (call) => {
		const center = centerOf(call);
		checkUpdate(call.body);
		Object.assign(center, stored(call.body as unknown as Pages, center), { updated_at: stamp(call.now) });
		const { id, created_at, updated_at } = center;
		return {
			status: 200,
			body: { preference_center_api_id: id, created_at, updated_at, message: 'success' },
		};
	},
};

function stored(pages: Omit<Pages, 'name'>, before: Pick<PreferenceCenter, 'title' | 'state' | 'options'>) {
	return {
		page: pages.preference_center_page_html,
		confirmation: pages.confirmation_page_html,
		title: pages.preference_center_title ?? before.title,
		state: pages.state ?? before.state,
		options: pages.options ?? before.options,
	};
}

const stamp = (now: Date): string => now.toISOString().replace(/\.\d+/, '');

/** Returns the preference center in the path. The status for an unknown one is a guess. */
function centerOf({ state, params }: Call): PreferenceCenter {
	const center = state.preferenceCenters.find(({ id }) => id === params.preferenceCenterExternalID);
	if (!center) throw new Refusal(404, 'Preference center not found');
	return center;
}

export const preferenceCenters: Endpoint[] = [list, details, url, create, update];
