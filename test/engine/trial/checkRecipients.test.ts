import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, itemErrors, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Check Recipients: what becomes of people whom Braze does not know, and of those who could not be looked up. */

const CREATE = '/canvas/trigger/schedule/create';
const LOOK_UP = '/users/export/ids';

const bench = new Bench(
	{
		resource: 'canvas',
		operation: 'schedule',
		canvasId: byId(ONBOARDING_ID),
		recipients: rows('={{ $json.id }}'),
		sendTime: '2026-09-09T09:00:00',
		options: { checkRecipients: 'error', combineItems: true },
	},
	{ 'only-sends': ['canvas.trigger.schedule.create'] },
);

const EACH = { settings: { onError: 'continueErrorOutput' as const } };

const ids = (...names: string[]) => names.map((id) => ({ id }));

/** The external IDs that were scheduled for. */
const reached = () =>
	bench.wire
		.filter(({ path }) => path === CREATE)
		.flatMap(({ body }) => (body as { recipients: Array<Record<string, unknown>> }).recipients)
		.map(({ external_user_id: id, email }) => id ?? email);

/** What each look-up asked for. */
const lookedUp = () =>
	bench.wire.filter(({ path }) => path === LOOK_UP).map(({ body }) => body as Record<string, unknown>);

const refuseLookUps = (status: number, bodyIncludes = '') =>
	bench.sandbox.faults.add({
		match: { path: LOOK_UP, bodyIncludes },
		times: -1,
		kind: { type: 'status', status, body: { message: 'no such field' } },
	});

const UNCHECKED = (name: string) => `'Check Recipients' could not find out whether Braze knows '${name}'`;

describe('with Return an Error', () => {
	it('fails the item of an unknown person alone, and sends the others', async () => {
		const run = await bench.run({}, { ...EACH, items: ids('user-999', 'user-001') });

		expect(itemErrors(run)).toMatchObject([
			{
				message: "Braze has no person 'user-999'",
				description: expect.stringContaining('Create If Missing') as string,
				outcome: 'invalid',
			},
		]);
		expect(reached()).toEqual(['user-001']);
	});

	it('names all unknown people of an item in one error', async () => {
		const parameters = { recipients: rows('user-998', 'user-001', 'user-999') };
		const run = await bench.run(parameters, EACH);

		expect(itemErrors(run)).toMatchObject([
			{ message: "Braze has none of these people: 'user-998', 'user-999'" },
		]);
		expect((await bench.run(parameters)).error?.description).not.toContain('more item');
		expect(reached()).toEqual([]);
	});

	it('names the first of many', async () => {
		const many = Array.from({ length: 13 }, (_, index) => `user-9${10 + index}`);
		const run = await bench.run({ recipients: rows(...many) }, EACH);

		expect(itemErrors(run)[0].message).toMatch(/'user-910'.*'user-919' and 3 more$/);
	});

	it('sends nothing if the key may not look, and says what to do', async () => {
		const credential = bench.credential({ apiKey: 'only-sends' });
		const run = await bench.run({}, { credential, items: ids('user-001', 'user-002') });

		expect(stop(run).message).toContain(UNCHECKED('user-001'));
		expect(stop(run).description).toMatch(/lacks the permission users\.export\.ids/);
		expect(stop(run).description).toContain("To send without this, change 'Check Recipients' in the options");
		expect(reached()).toEqual([]);
	});

	it('asks once if the key may not look, however many there are, and says so to each', async () => {
		const credential = bench.credential({ apiKey: 'only-sends' });
		const items = Array.from({ length: 800 }, (_, index) => ({ id: `user-${index}` }));
		const run = await bench.run({}, { ...EACH, credential, items });

		expect(run.failed).toHaveLength(800);
		const reasons = new Set(itemErrors(run).map(({ description }) => description));
		expect([...reasons]).toEqual([expect.stringMatching(/lacks the permission users\.export\.ids/)]);
		expect(lookedUp().length).toBeLessThanOrEqual(10);
		expect(reached()).toEqual([]);
	});

	it('sends to those who could be looked up, and not to those who could not', async () => {
		refuseLookUps(400, 'user-002');
		const run = await bench.run({}, { ...EACH, items: ids('user-001', 'user-002', 'user-003') });

		expect(itemErrors(run)).toMatchObject([
			{ message: UNCHECKED('user-002'), description: expect.stringContaining('no such field') as string },
		]);
		expect(reached()).toEqual(['user-001', 'user-003']);
	});

	it('counts the people of an item who could not be looked up', async () => {
		refuseLookUps(404);
		const run = await bench.run({ recipients: rows('user-001', 'user-002') }, EACH);

		expect(itemErrors(run)).toMatchObject([{ message: `${UNCHECKED('user-001')} and 1 more` }]);
	});

	it.each([
		['without the list', { message: 'success' }],
		['of another service', 'ok'],
	])(
		'takes an answer %s for no answer',
		async (_, body) => {
			bench.sandbox.faults.add({
				match: { path: LOOK_UP },
				times: -1,
				kind: { type: 'status', status: 200, body },
			});
			const run = await bench.run({}, { ...EACH, items: ids('user-001') });

			expect(itemErrors(run)).toMatchObject([{ message: UNCHECKED('user-001') }]);
			expect(reached()).toEqual([]);
		},
		20_000,
	);

	it('waits for the rate limit of the look-up, up to the maximum wait', async () => {
		const limited = { type: 'rateLimit', header: 'x-ratelimit-retry-after', seconds: 1 } as const;
		bench.sandbox.faults.add({ match: { path: LOOK_UP }, kind: limited });
		await bench.run({}, { items: ids('user-001') });
		expect(reached()).toEqual(['user-001']);

		bench.sandbox.faults.add({ match: { path: LOOK_UP }, times: -1, kind: { ...limited, seconds: 600 } });
		const options = { checkRecipients: 'error', maximumWait: 0 };
		const run = await bench.run({ options }, { items: ids('user-002') });
		expect(stop(run).message).toBe(UNCHECKED('user-002'));
		expect(stop(run).description).toMatch(/Try again after .*Maximum Wait/);
		expect(reached()).toEqual(['user-001']);
	});

	it('looks up everyone, however many requests that takes', async () => {
		const items = Array.from({ length: 25 }, (_, index) => ({ id: `p${index}@example.com` }));
		const recipients = { recipient: [{ email: '={{ $json.id }}' }] };
		const run = await bench.run({ identifyBy: 'email', recipients }, { ...EACH, items });

		expect(run.failed).toHaveLength(25);
		expect(lookedUp()).toHaveLength(25);
	});

	it('takes a person whom Braze calls differently for known', async () => {
		const [user] = bench.sandbox.state.users;
		user.deprecated_external_ids = ['old-001'];
		const run = await bench.run({}, { ...EACH, items: ids('old-001', 'user-999') });

		expect(itemErrors(run)).toMatchObject([{ message: "Braze has no person 'user-999'" }]);
		expect(reached()).toEqual(['old-001']);
	});

	it('tells aliases with the same name and another label apart', async () => {
		bench.sandbox.state.users[0].user_aliases = [{ alias_name: '42', alias_label: 'crm' }];
		const recipient = [
			{ aliasName: '42', aliasLabel: 'crm' },
			{ aliasName: '42', aliasLabel: 'shop' },
		];
		const run = await bench.run({ identifyBy: 'userAlias', recipients: { recipient } }, EACH);

		expect(itemErrors(run)).toMatchObject([{ message: "Braze has no person '42'" }]);
	});

	it('looks for the test recipients if they get the messages', async () => {
		const run = await bench.run(
			{ mode: 'testRecipients', testRecipients: 'tester-1' },
			{ ...EACH, items: ids('user-001') },
		);

		expect(lookedUp()).toMatchObject([{ external_ids: ['tester-1'] }]);
		expect(itemErrors(run)).toMatchObject([{ message: "Braze has no person 'tester-1'" }]);
	});

	it('shows in a dry run what it would not send', async () => {
		refuseLookUps(404);
		const run = await bench.run({ mode: 'dryRun' }, { ...EACH, items: ids('user-001') });

		expect(itemErrors(run)).toMatchObject([{ message: UNCHECKED('user-001') }]);
	});

	it('does not look up again on a retry who got the message', async () => {
		const people = Array.from({ length: 51 }, (_, index) => `person-${index}`);
		const [someone] = bench.sandbox.state.users;
		bench.sandbox.state.users = people.map((id) => ({ ...someone, external_id: id, braze_id: id }));
		bench.sandbox.faults.add({
			match: { path: CREATE, bodyIncludes: 'person-50' },
			kind: { type: 'status', status: 400, body: { message: 'no' } },
		});
		const options = { checkRecipients: 'error', parallelRequests: 1 };
		const attempt = await bench.run({ recipients: rows(...people), options });
		bench.sandbox.state.users = bench.sandbox.state.users.slice(50);
		const again = await attempt.retry();

		expect(again.error).toBeUndefined();
		expect(lookedUp().at(-1)).toMatchObject({ external_ids: ['person-50'] });
	});
});

describe('with a hint', () => {
	const HINT = { options: { combineItems: true } };
	const MANUAL = { mode: 'manual' as const };

	const said = ({ hints }: Awaited<ReturnType<Bench['run']>>) =>
		hints.filter(({ type }) => type === 'warning').map(({ message }) => message);

	it('looks at the first in 20 requests, and says how many were not looked up', async () => {
		const items = Array.from({ length: 25 }, (_, index) => ({ id: `p${index}@example.com` }));
		const recipients = { recipient: [{ email: '={{ $json.id }}' }] };
		const run = await bench.run({ ...HINT, identifyBy: 'email', recipients }, { ...MANUAL, items });

		expect(lookedUp()).toHaveLength(20);
		expect(said(run)).toContain(
			"'Check Recipients' looked up 20 of 25 people: it is not known whether Braze has the others (5 items)",
		);
	});

	it('says so if a look-up fails, and asks no more', async () => {
		refuseLookUps(429);
		const items = Array.from({ length: 60 }, (_, index) => ({ id: `user-${index}` }));
		const run = await bench.run(HINT, { ...MANUAL, items });

		expect(lookedUp()).toHaveLength(1);
		expect(said(run)).toContain(
			"'Check Recipients' looked up 0 of 60 people: it is not known whether Braze has the others (60 items)",
		);
		expect(reached()).toHaveLength(60);
	});

	it('says nothing if the key may not look', async () => {
		const credential = bench.credential({ apiKey: 'only-sends' });
		const run = await bench.run(HINT, { ...MANUAL, credential, items: ids('user-999') });

		expect(said(run)).toEqual([]);
		expect(reached()).toEqual(['user-999']);
	});
});
