import fc from 'fast-check';

import { type Identity, usersBy } from '../../../sandbox/people/directory';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import type { User } from '../../../sandbox/types/people';
import { call, MONDAY } from './client';

/** Whatever requests do to people, they are found as if every profile had been looked at. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
afterAll(async () => await sandbox.stop());

const anId = fc.constantFrom('user-001', 'user-002', 'x1', 'x2', 'x3');
const anEmail = fc.constantFrom(
	'ada@example.com',
	'ADA@example.com',
	'lead-1@example.com',
	'x@example.com',
	'y@example.com',
);
const aPhone = fc.constantFrom('+14155550100', '+14155550199', '+33612345678');
const anAlias = fc.record({
	alias_name: fc.constantFrom('crm-1', 'lead-1', 'n1', 'n2'),
	alias_label: fc.constantFrom('crm', 'other'),
});
const byEmail = anEmail.map((email) => ({
	email,
	prioritization: ['unidentified', 'most_recently_updated'],
}));
const aPerson = fc.oneof(
	anId.map((external_id) => ({ external_id })),
	anAlias.map((user_alias) => ({ user_alias })),
	byEmail,
);

const aRequest = fc.oneof(
	fc
		.record({
			who: fc.oneof(
				anId.map((external_id) => ({ external_id })),
				anAlias.map((user_alias) => ({ user_alias, _update_existing_only: false })),
			),
			email: fc.option(anEmail),
			phone: fc.option(aPhone),
		})
		.map(({ who, email, phone }) => ({
			path: '/users/track',
			body: { attributes: [{ ...who, email, phone }] },
		})),
	fc
		.oneof(
			anEmail.map((email) => ({ email })),
			aPhone.map((phone) => ({ phone })),
		)
		.map((who) => ({ path: '/users/track', body: { attributes: [who] } })),
	fc.tuple(anId, byEmail).map(([external_id, one]) => ({
		path: '/users/identify',
		body: { emails_to_identify: [{ external_id, ...one }] },
	})),
	fc.tuple(anId, anAlias).map(([external_id, user_alias]) => ({
		path: '/users/identify',
		body: { aliases_to_identify: [{ external_id, user_alias }] },
	})),
	fc.tuple(fc.option(anId, { nil: undefined }), anAlias).map(([external_id, alias]) => ({
		path: '/users/alias/new',
		body: { user_aliases: [{ external_id, ...alias }] },
	})),
	fc.tuple(anAlias, anAlias).map(([old, { alias_name }]) => ({
		path: '/users/alias/update',
		body: {
			alias_updates: [
				{ alias_label: old.alias_label, old_alias_name: old.alias_name, new_alias_name: alias_name },
			],
		},
	})),
	fc.tuple(anId, anId).map(([current_external_id, new_external_id]) => ({
		path: '/users/external_ids/rename',
		body: { external_id_renames: [{ current_external_id, new_external_id }] },
	})),
	anId.map((id) => ({ path: '/users/external_ids/remove', body: { external_ids: [id] } })),
	fc.tuple(aPerson, aPerson).map(([identifier_to_merge, identifier_to_keep]) => ({
		path: '/users/merge',
		body: { merge_updates: [{ identifier_to_merge, identifier_to_keep }] },
	})),
	anId.map((id) => ({ path: '/users/delete', body: { external_ids: [id] } })),
	byEmail.map((one) => ({ path: '/users/delete', body: { email_addresses: [one] } })),
);

/** What every profile of the workspace, or one that was there, may be found by. */
const identitiesOf = (user: User): Identity[] => [
	{ kind: 'braze_id', value: user.braze_id },
	...[user.external_id, ...(user.deprecated_external_ids ?? [])].flatMap((value) =>
		value === undefined ? [] : [{ kind: 'external_id', value } as const],
	),
	...user.user_aliases.map((value) => ({ kind: 'user_alias', value }) as const),
	...(['email', 'phone'] as const).flatMap((kind) =>
		user[kind] === undefined ? [] : [{ kind, value: String(user[kind]) }],
	),
];

/** The same by looking at each profile. */
function searched({ kind, value }: Identity): User[] {
	return sandbox.state.users.filter((user) => {
		if (kind === 'external_id')
			return user.external_id === value || user.deprecated_external_ids?.includes(value);
		if (kind === 'user_alias')
			return user.user_aliases.some(
				(one) => one.alias_name === value.alias_name && one.alias_label === value.alias_label,
			);
		return user[kind]?.toLowerCase() === value.toLowerCase();
	});
}

it('finds the same people in the same order as a search of all of them', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(aRequest, { minLength: 1, maxLength: 12 }), async (requests) => {
			sandbox.reset();
			const seen = new Map<string, Identity>();
			const remember = () =>
				sandbox.state.users.flatMap(identitiesOf).forEach((one) => seen.set(JSON.stringify(one), one));
			remember();
			for (const { path, body } of requests) {
				await call(sandbox, 'POST', path, body);
				remember();
			}
			for (const identity of seen.values()) {
				expect(usersBy(sandbox.state, identity).map(({ braze_id }) => braze_id)).toEqual(
					searched(identity).map(({ braze_id }) => braze_id),
				);
			}
		}),
		{ numRuns: 60 },
	);
});

it('finds people in a list that was put in place of the old one', () => {
	sandbox.reset();
	const [ada] = usersBy(sandbox.state, { kind: 'external_id', value: 'user-001' });
	sandbox.state.users = [{ ...ada, external_id: 'other' }];

	expect(usersBy(sandbox.state, { kind: 'external_id', value: 'user-001' })).toEqual([]);
	expect(usersBy(sandbox.state, { kind: 'external_id', value: 'other' })).toEqual(sandbox.state.users);
});
