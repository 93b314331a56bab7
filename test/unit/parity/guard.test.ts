import fc from 'fast-check';
import { cloneDeep, get, set } from 'lodash';

import { readCases, type Request } from '../../../parity/cases';
import { checkSafe, type Scope, Unsafe } from '../../../parity/guard';
import { filled, isPrefix, newPrefix } from '../../../parity/words';
import { absolute } from '../../support/files';

/** What a parity run may send, and that it may send nothing else. */

const now = new Date('2026-11-28T12:00:00Z');
const prefix = newPrefix();
const scope: Scope = {
	prefix,
	canvas: 'the-canvas',
	campaign: 'the-campaign',
	group: 'the-group',
	schedules: new Set(['the-schedule']),
	now,
};

const words = {
	prefix,
	own: `${prefix}-case`,
	canvas: 'the-canvas',
	campaign: 'the-campaign',
	group: 'the-group',
	schedule: 'the-schedule',
	now: now.toISOString(),
	'in a year': '2027-11-28T12:00:00Z',
	'in a year and a day': '2027-11-29T12:00:00Z',
};

const requests = readCases(absolute('parity/cases'))
	.flatMap(({ state, request, after }) => [...state, request, ...after.map((step) => step.request)])
	.map((request) => filled(request, words));

it('lets every request of the cases through', () => {
	expect(requests.length).toBeGreaterThan(80);
	for (const request of requests) expect(() => checkSafe(request, scope)).not.toThrow();
});

it('has prefixes that nobody else has', () => {
	expect(isPrefix(prefix)).toBe(true);
	expect(newPrefix()).not.toBe(prefix);
});

const schedule = (changes: object): Request => ({
	method: 'POST',
	path: '/canvas/trigger/schedule/create',
	body: {
		canvas_id: 'the-canvas',
		recipients: [{ external_user_id: `${prefix}-1` }],
		schedule: { time: '2027-11-28T12:00:00Z' },
		...changes,
	},
});
const post = (path: string, body: Record<string, unknown>): Request => ({ method: 'POST', path, body });
const own = `${prefix}-1`;

it.each<[what: string, request: Request]>([
	[
		'a message at once',
		post('/canvas/trigger/send', { canvas_id: 'the-canvas', recipients: [{ external_user_id: own }] }),
	],
	['a composed message', post('/messages/send', { external_user_ids: [own], messages: {} })],
	['a composed message, scheduled', post('/messages/schedule/create', { external_user_ids: [own] })],
	['a Live Activity', post('/messages/live_activity/start', {})],
	['the end of another run', post('/users/delete', { external_ids: ['parity-0123456789abcdef-1'] })],
	['a person with another ID', post('/users/track', { attributes: [{ external_id: 'ada', a: 1 }] })],
	['a person with a number', post('/users/track', { attributes: [{ external_id: 7, a: 1 }] })],
	['one of two people', post('/users/delete', { external_ids: [own, 'ada'] })],
	['a person by phone', post('/users/delete', { phone_numbers: [{ phone: '+14155550100' }] })],
	[
		'an email of somebody',
		post('/email/status', { email: 'ada@example.com', subscription_state: 'unsubscribed' }),
	],
	[
		'an email below a prefix',
		post('/email/status', { email: `ada+${prefix}@example.com`, subscription_state: 'unsubscribed' }),
	],
	[
		'an alias of somebody',
		post('/users/alias/update', {
			alias_updates: [{ alias_label: 'crm', old_alias_name: 'ada', new_alias_name: own }],
		}),
	],
	[
		'a new alias that is not of the run',
		post('/users/alias/update', {
			alias_updates: [{ alias_label: 'crm', old_alias_name: own, new_alias_name: 'ada' }],
		}),
	],
	[
		'a merge into somebody',
		post('/users/merge', {
			merge_updates: [
				{ identifier_to_merge: { external_id: own }, identifier_to_keep: { external_id: 'ada' } },
			],
		}),
	],
	['another group', post('/subscription/status/set', { subscription_group_id: 'other', external_id: [own] })],
	['another catalog', { method: 'DELETE', path: '/catalogs/products' }],
	['an item of another catalog', { method: 'GET', path: `/catalogs/products/items/${own}` }],
	['a new catalog with another name', post('/catalogs', { catalogs: [{ name: 'products' }] })],
	['all catalogs', { method: 'GET', path: '/catalogs' }],
	[
		'all unsubscribed addresses',
		{ method: 'GET', path: '/email/unsubscribes?start_date=2026-01-01&end_date=2026-02-01' },
	],
	[
		'the status of somebody',
		{ method: 'GET', path: '/subscription/status/get?subscription_group_id=the-group&external_id[]=ada' },
	],
	['an export of a segment', post('/users/export/segment', { segment_id: 'x', fields_to_export: ['email'] })],
	['another Canvas', schedule({ canvas_id: 'other' })],
	['a schedule for tomorrow', schedule({ schedule: { time: '2026-11-29T12:00:00Z' } })],
	['a schedule without a time', schedule({ schedule: undefined })],
	['a schedule for everybody', schedule({ recipients: undefined, broadcast: true })],
	['a schedule for nobody named', schedule({ recipients: [] })],
	['a schedule for a segment of users', schedule({ audience: {} })],
	[
		'a recipient by email',
		schedule({ recipients: [{ email: `${own}@example.com`, prioritization: ['identified'] }] }),
	],
	[
		'a recipient among others',
		schedule({ recipients: [{ external_user_id: own }, { external_user_id: 'ada' }] }),
	],
	[
		'the schedule of somebody',
		post('/canvas/trigger/schedule/delete', { canvas_id: 'the-canvas', schedule_id: 'other' }),
	],
	['a Canvas where none was named', { ...schedule({}), path: '/campaigns/trigger/schedule/create' }],
	['a new key', post('/app_group/sdk_authentication/create', {})],
	['a path with a way out', { method: 'DELETE', path: `/catalogs/${prefix}/../products` }],
])('refuses %s', (_what, request) => {
	expect(() => checkSafe(request, scope)).toThrow(Unsafe);
});

it('asks for a Canvas before anything is scheduled', () => {
	for (const canvas_id of ['the-canvas', `${prefix}-canvas`])
		expect(() => checkSafe(schedule({ canvas_id }), { ...scope, canvas: undefined })).toThrow(Unsafe);
});

/** Where a request has a name of the run, as paths in the body. */
function placesOf(value: unknown, at: string[] = []): string[][] {
	if (typeof value === 'string') return value.startsWith(prefix) ? [at] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]));
}

/** Places whose value is data and names nobody: properties and custom attributes. */
const isData = (place: string[]) => place.includes('properties') || place.at(-1) === 'order_id';

it('refuses every request in which one name is not of the run', () => {
	const named = requests.flatMap((request) =>
		placesOf(request.body)
			.filter((place) => !isData(place))
			.map((place) => ({ request, place })),
	);
	expect(named.length).toBeGreaterThan(80);
	fc.assert(
		fc.property(
			fc.constantFrom(...named),
			fc.oneof(
				fc.string({ minLength: 1 }),
				fc.constant(` ${prefix}`),
				fc.constant(prefix.toUpperCase()),
				fc.integer(),
			),
			({ request, place }, foreign) => {
				const changed = cloneDeep(request);
				set(changed.body ?? {}, place, foreign);
				expect(get(changed.body, place)).toBe(foreign);
				expect(() => checkSafe(changed, scope)).toThrow(Unsafe);
			},
		),
		{ numRuns: 500 },
	);
});

it('refuses every request that could reach people whom it does not name', () => {
	const keys = ['broadcast', 'audience', 'segment_id', 'phone', 'messages', 'custom_audience', 'device_id'];
	fc.assert(
		fc.property(
			fc.constantFrom(...requests.filter(({ body }) => body !== undefined)),
			fc.constantFrom(...keys),
			fc.anything(),
			(request, key, value) => {
				expect(() => checkSafe({ ...request, body: { ...request.body, [key]: value } }, scope)).toThrow(
					Unsafe,
				);
			},
		),
	);
});
