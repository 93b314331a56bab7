import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { makeEvent } from '../../../sandbox/seeds/events';
import { seedUsers } from '../../../sandbox/seeds/users';
import { Bench } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** Attributes, events and people that Braze does not have: what a run by hand and a dry run say of them. */

const bench = new Bench(
	{
		resource: 'canvas',
		operation: 'schedule',
		canvasId: byId(ONBOARDING_ID),
		recipients: rows('user-001'),
		sendTime: '2026-09-09T09:00:00',
	},
	{ 'only-sends': ['canvas.trigger.schedule.create'] },
);

const MANUAL = { mode: 'manual' as const };

const audience = (...names: string[]) => ({
	sendTo: 'audience',
	recipients: undefined,
	specifyAudience: 'json',
	audience: JSON.stringify({
		AND: names.map((name) => ({ custom_attribute: { custom_attribute_name: name, comparison: 'exists' } })),
	}),
});

const said = ({ hints }: Awaited<ReturnType<Bench['run']>>) =>
	hints.filter(({ type }) => type === 'warning').map(({ message }) => message);

const asked = () => bench.wire.map(({ path }) => path);

const LOOK_UP = '/users/export/ids';

beforeEach(() => {
	const [someone, ...others] = seedUsers();
	bench.sandbox.state.users = [{ ...someone, custom_attributes: { loyal: true, plan: 'pro' } }, ...others];
});

describe('an attribute in an audience', () => {
	it('that is mistyped is a hint with the one that was meant', async () => {
		const run = await bench.run(audience('loyall', 'plan'), MANUAL);

		expect(said(run)).toEqual(["Braze has no attribute 'loyall'. Did you mean 'loyal'? (1 item)"]);
		expect(run.ok).toHaveLength(1);
	});

	it('that is like no other is a hint, too', async () => {
		expect(said(await bench.run(audience('favourite_color'), MANUAL))).toEqual([
			"Braze has no attribute 'favourite_color'. (1 item)",
		]);
	});

	it('of an object is the object', async () => {
		expect(said(await bench.run(audience('plan.name'), MANUAL))).toEqual([]);
	});

	it('costs an active workflow no request', async () => {
		await bench.run(audience('loyall'));
		expect(asked()).not.toContain('/custom_attributes');
	});

	it('is not looked up without the permission', async () => {
		const credential = bench.credential({ apiKey: 'only-sends' });
		const run = await bench.run(audience('loyall'), { ...MANUAL, credential });
		expect(said(run)).toEqual([]);
	});

	const unread = (reason: string) => [`${reason}: it is not known whether Braze has 'loyall' (1 item)`];

	it('is an open question if there are more attributes than are read', async () => {
		const many = Array.from({ length: 1_001 }, (_, index) => [`number ${index}`, index]);
		bench.sandbox.state.users[0].custom_attributes = Object.fromEntries(many);
		expect(said(await bench.run(audience('loyall', 'number 7'), MANUAL))).toEqual(
			unread('Only the first 1000 attributes were read'),
		);
		expect(asked().filter((path) => path === '/custom_attributes')).toHaveLength(20);
	});

	it.each([
		['to its end', 2, 'Only the first 50 attributes were read'],
		['at all', 1, 'The attributes could not be read'],
	])('is an open question if the list could not be read %s', async (_, nth, reason) => {
		const many = Array.from({ length: 101 }, (_item, index) => [`number ${index}`, index]);
		bench.sandbox.state.users[0].custom_attributes = Object.fromEntries(many);
		bench.sandbox.faults.add({
			match: { path: '/custom_attributes', nth },
			kind: { type: 'status', status: 429, body: {} },
		});
		expect(said(await bench.run(audience('loyall'), MANUAL))).toEqual(unread(reason));
	});

	it('that a recipient gets is no question: it may be new', async () => {
		const many = Array.from({ length: 1_001 }, (_, index) => [`number ${index}`, index]);
		bench.sandbox.state.users[0].custom_attributes = Object.fromEntries(many);
		const options = { createIfMissing: true, attributesJson: '{"number 1002":"pro"}' };
		const recipients = { recipient: [{ externalUserId: 'user-999', options }] };
		expect(said(await bench.run({ recipients }, MANUAL))).toEqual([]);
	});
});

describe('an unknown person', () => {
	const NOBODY = (name: string, guess = 'Check the identifier') =>
		`Braze has no person '${name}', so this message reaches nobody. ${guess} (1 item)`;

	it.each([
		['ada@example.com', "It looks like an email address, not an external ID: check 'Identify By'"],
		['user-001, user-003', 'If these are several IDs, enter each as a recipient of its own'],
		['user-001;user-003', 'If these are several IDs, enter each as a recipient of its own'],
	])('that is mistyped, %s, is a hint with what was probably meant', async (id, guess) => {
		expect(said(await bench.run({ recipients: rows(id) }, MANUAL))).toEqual([NOBODY(id, guess)]);
	});

	const two = { recipients: rows('user-001', 'user-999') };

	it('is a hint in a run by hand, and gets the request all the same', async () => {
		const run = await bench.run(two, MANUAL);

		expect(said(run)).toEqual([NOBODY('user-999')]);
		expect(asked().filter((path) => path === LOOK_UP)).toHaveLength(1);
		expect(bench.bodies.at(-1)).toMatchObject({
			recipients: [{ external_user_id: 'user-001' }, { external_user_id: 'user-999' }],
		});
	});

	it('is a hint in a dry run, which sends nothing', async () => {
		expect(said(await bench.run({ ...two, mode: 'dryRun' }))).toContain(NOBODY('user-999'));
		expect(asked()).toEqual([LOOK_UP]);
	});

	it.each([
		['an alias', 'userAlias', { aliasName: 'nobody', aliasLabel: 'crm' }, 'nobody'],
		['an email', 'email', { email: 'nobody@example.com' }, 'nobody@example.com'],
		['a Braze ID', 'brazeId', { brazeId: 'b-999' }, 'b-999'],
	])('is found by %s', async (_, identifyBy, row, name) => {
		const run = await bench.run({ identifyBy, recipients: { recipient: [row] } }, MANUAL);
		expect(said(run)).toEqual([NOBODY(name)]);
	});

	it('is not looked up if Braze creates the profile', async () => {
		const options = { createIfMissing: true, attributesJson: '{"plan":"pro"}' };
		const recipients = { recipient: [{ externalUserId: 'user-999', options }] };
		await bench.run({ recipients }, MANUAL);
		expect(asked()).not.toContain(LOOK_UP);
	});

	it('is asked for with 49 others in one request, and once', async () => {
		const items = Array.from({ length: 120 }, (_, index) => ({ external_id: `user-${index % 60}` }));
		await bench.run(
			{
				recipients: undefined,
				specifyRecipients: 'autoMap',
				mode: 'dryRun',
				options: { identicalMessages: 'sendAll' },
			},
			{ items },
		);
		expect(bench.bodies.map((body) => (body as { external_ids: string[] }).external_ids.length)).toEqual([
			50, 10,
		]);
	});

	it('costs an active workflow no request, nor one that is told not to check', async () => {
		await bench.run(two);
		await bench.run({ ...two, options: { checkRecipients: 'never', identicalMessages: 'sendAll' } }, MANUAL);
		expect(asked()).not.toContain(LOOK_UP);
	});
});

describe('an event', () => {
	const event = (name: string) => ({
		resource: 'user',
		operation: 'trackEvent',
		externalUserId: 'user-001',
		eventName: { __rl: true, mode: 'name', value: name },
	});

	it('that looks like another is a hint in a run by hand', async () => {
		bench.sandbox.state.customEvents = [makeEvent('finished_tour')];
		expect(said(await bench.run(event('finished_tuor'), MANUAL))).toEqual([
			"Braze has no event 'finished_tuor' yet. Did you mean 'finished_tour'? (1 item)",
		]);
		expect(said(await bench.run(event('opened_door'), MANUAL))).toEqual([]);
	});
});
