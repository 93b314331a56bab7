import { omit } from 'lodash';

import { readCases } from '../../../parity/cases';
import { differences } from '../../../parity/compare';
import { redactor } from '../../../parity/redact';
import { reportOf } from '../../../parity/report';
import { run } from '../../../parity/run';
import { sandboxTarget } from '../../../parity/sandboxTarget';
import { knownBy } from '../../../sandbox/evidence';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { absolute } from '../../support/files';
import { type Deviation, OtherSandbox } from '../../support/otherSandbox';

/** A workspace that works differently is told apart: each deliberate difference is found, by the cases that check it. */

const NOW = '2026-11-28T12:00:00.000Z';
const cases = readCases(absolute('parity/cases'));

let sandbox: Sandbox;
let other: OtherSandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(NOW) });
	other = new OtherSandbox(sandbox);
	await other.start();
});
afterAll(async () => {
	await other.stop();
	await sandbox.stop();
});

const runIn = async (deviation: Deviation) => {
	sandbox.reset();
	other.deviation = deviation;
	const target = { ...sandboxTarget(sandbox), url: other.url };
	const done = await run(cases, target, {
		now: () => new Date(NOW),
		wait: async () => {},
		keep: () => {},
		isStopped: () => false,
	});
	return { done, report: reportOf(done, knownBy, redactor(target, done.prefix)) };
};

type Errors = Array<Record<string, unknown>>;

const atPath = (
	path: string | RegExp,
	change: (status: number, body: Record<string, unknown>) => ReturnType<NonNullable<Deviation['answer']>>,
): Deviation => ({
	answer: (request, status, body) =>
		(typeof path === 'string' ? request.path === path : path.test(`${request.method} ${request.path}`))
			? change(status, body)
			: undefined,
});

const withErrors = (path: string, change: (error: Record<string, unknown>) => unknown) =>
	atPath(path, (status, body) => ({
		status,
		body: Array.isArray(body.errors) ? { ...body, errors: (body.errors as Errors).map(change) } : body,
	}));

const DEVIATIONS: Array<[what: string, deviation: Deviation, found: string[]]> = [
	[
		'identify refuses the whole request',
		atPath('/users/identify', (_, body) => (body.errors ? { status: 400, body } : undefined)),
		['identify-second-of-two', 'identify-without-id'],
	],
	[
		'identify calls the list as the request does',
		withErrors('/users/identify', (error) => ({ ...error, input_array: 'aliases_to_identify' })),
		['identify-without-id'],
	],
	[
		'identify says that nobody was found',
		atPath('/users/identify', (status, body) => ({ status, body: { ...body, errors: ['No user found'] } })),
		[
			'identify-gives-the-id',
			'identify-nobody',
			'identify-same-label',
			'identify-second-of-two',
			'identify-shared-email',
			'identify-without-id',
		],
	],
	[
		'an alias moves to whoever asked last',
		{
			request: (request, { state }) => {
				const [alias] = (request.body.user_aliases ?? []) as Array<{
					alias_name?: string;
					external_id?: string;
				}>;
				if (request.path === '/users/alias/new' && alias.external_id)
					for (const user of state.users)
						user.user_aliases = user.user_aliases.filter(({ alias_name }) => alias_name !== alias.alias_name);
				return request;
			},
		},
		['alias-taken'],
	],
	[
		'renaming answers texts',
		atPath('/users/external_ids/rename', (status, body) => ({
			status,
			body: { ...body, external_ids: (body.external_ids as Errors).map((one) => one.new_external_id) },
		})),
		['rename-answers-objects'],
	],
	[
		'an export does not list unknown IDs',
		atPath('/users/export/ids', (status, body) => ({ status, body: omit(body, 'invalid_user_ids') })),
		['export-unknown', 'identify-nobody'],
	],
	[
		'a deletion counts whom it was asked to delete',
		atPath('/users/delete', (status, body) => ({ status, body: { ...body, deleted: 2 } })),
		['delete-counts-known'],
	],
	[
		'tracking gives no index',
		withErrors('/users/track', (error) => omit(error, 'index')),
		[
			'ecommerce-dropped',
			'ecommerce-missing',
			'track-all-refused',
			'track-partly-refused',
			'track-reserved-property',
		],
	],
	[
		'tracking says success though nothing was valid',
		atPath('/users/track', (status, body) => (status === 400 ? { status: 201, body } : undefined)),
		['track-all-refused', 'track-reserved-property'],
	],
	[
		'an eCommerce error is filed under events',
		withErrors('/users/track', (error) => ({
			...error,
			input_array: error.input_array === 'purchases' ? 'events' : error.input_array,
		})),
		['ecommerce-dropped', 'track-reserved-property'],
	],
	[
		'PATCH replaces items',
		{ request: (request) => (request.method === 'PATCH' ? { ...request, method: 'PUT' } : request) },
		['item-bulk-patch-merges', 'item-patch-merges', 'item-patch-unknown'],
	],
	[
		'creating an item in bulk replaces the one that is there',
		{
			request: (request) =>
				/^\/catalogs\/[^/]+\/items$/.test(request.path) && request.method === 'POST'
					? { ...request, method: 'PUT' }
					: request,
		},
		['item-bulk-create-existing'],
	],
	[
		'creating one item replaces the one that is there',
		{
			request: (request) =>
				/\/items\/[^/]+$/.test(request.path) && request.method === 'POST'
					? { ...request, method: 'PUT' }
					: request,
		},
		['item-create-existing'],
	],
	[
		'catalogs have no tokens',
		atPath('/catalogs', (status, body) =>
			status === 201
				? {
						status,
						body: {
							...body,
							catalogs: (body.catalogs as Array<{ fields: object[] }>).map((one) => ({
								...one,
								fields: one.fields.map((field) => omit(field, 'token')),
							})),
						},
					}
				: undefined,
		),
		['catalog-created'],
	],
	[
		'a schedule must lie within 90 days',
		atPath(/schedule\/create$/, () => ({ status: 400, body: { message: 'time is too far in the future' } })),
		['campaign-schedule', 'campaign-schedule-nobody', 'canvas-schedule', 'canvas-schedule-nobody'],
	],
	[
		'cancelling says success whatever is cancelled',
		atPath(/schedule\/delete$/, () => ({ status: 201, body: { message: 'success' } })),
		['campaign-schedule', 'campaign-schedule-unknown', 'canvas-schedule', 'canvas-schedule-unknown'],
	],
	[
		'subscription states are in small letters',
		atPath(/subscription\/status\/get/, (status, body) => ({
			status,
			body: JSON.parse(JSON.stringify(body).toLowerCase()) as unknown,
		})),
		['subscription-set-and-read'],
	],
	[
		'an unknown Canvas has other words',
		atPath(/canvas\/details/, (status) => ({ status, body: { message: 'Invalid Canvas ID' } })),
		['canvas-details-unknown'],
	],
];

it.each(DEVIATIONS)('finds: %s', async (_what, deviation, found) => {
	const { done, report } = await runIn(deviation);
	const differing = done.results.filter(({ outcome }) => outcome === 'differs' || outcome === 'failed');

	expect(differing.map(({ case: { id } }) => id).sort()).toEqual(found);
	for (const id of found) expect(report).toContain(`**${id}**`);
});

it('finds none where there is none', async () => {
	const { done } = await runIn({});
	expect(done.results.filter(({ outcome }) => outcome !== 'agrees')).toEqual([]);
});

it('compares what is mentioned, and nothing else', () => {
	const answer = { status: 201, body: { a: [{ b: 1 }, 'x'], c: null, d: '2026-01-01' } };
	const found = (body: unknown, without: string[] = []) =>
		differences({ status: 201, body, without }, answer).map(({ at }) => at);

	expect(found({ a: [{ b: 1 }, { $is: 'string' }], c: null, d: { $like: '^2026' } }, ['e', 'a.0.c'])).toEqual(
		[],
	);
	expect(found({ a: [{ b: 2 }, { $is: 'number' }], c: {}, d: { $like: '^2027' } }, ['a.1'])).toEqual([
		'a.0.b',
		'a.1',
		'c',
		'd',
		'a.1',
	]);
	expect(found({ a: [] })).toEqual(['a']);
	expect(differences({ status: 200 }, answer)).toEqual([{ at: 'status', expected: 200, got: 201 }]);
});
