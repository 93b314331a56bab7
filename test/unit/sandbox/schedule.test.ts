import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { call, create, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const SCHEDULE = '/canvas/trigger/schedule';
const local = (time: string) => ({ schedule: { time, in_local_time: true } });

const EVERYONE = {
	recipients: undefined,
	broadcast: true,
	audience: { custom_attribute: { custom_attribute_name: 'seats', comparison: 'greater_than', value: 30 } },
};
const EVERYONE_ELSE = ['user-010', 'user-017'];

describe('creating a schedule', () => {
	it('answers 201 with both ids and keeps it', async () => {
		const { status, body } = await create(sandbox);
		expect(status).toBe(201);
		expect(body).toEqual({
			dispatch_id: expect.any(String),
			schedule_id: expect.any(String),
			message: 'success',
		});
		expect(sandbox.state.schedules).toEqual([
			expect.objectContaining({
				schedule_id: body.schedule_id,
				canvas_name: 'Onboarding',
				status: 'scheduled',
				mode: 'one moment',
				target: 'recipients',
				first_send_at: '2026-09-09T07:00:00.000Z',
			}),
		]);
	});

	it('sends at the moment, each person once', async () => {
		await create(sandbox);
		sandbox.clock.set(new Date('2026-09-09T06:59:59Z'));
		expect(sandbox.state.deliveries).toHaveLength(0);
		sandbox.clock.advance(1);
		expect(sandbox.state.schedules[0].status).toBe('sent');
		expect(sandbox.state.deliveries).toEqual([
			expect.objectContaining({ external_id: 'user-001', at: '2026-09-09T07:00:00.000Z' }),
		]);
		sandbox.clock.advance(86_400);
		expect(sandbox.state.deliveries).toHaveLength(1);
	});

	it.each<[string, string, object, Record<string, unknown>, Array<string | undefined>]>([
		['nobody who was deleted', '/users/delete', { external_ids: ['user-001'] }, {}, []],
		[
			'the profile that was kept when two were merged, by an alias that it took over',
			'/users/merge',
			{
				merge_updates: [
					{
						identifier_to_merge: { external_id: 'user-001' },
						identifier_to_keep: { external_id: 'user-002' },
					},
				],
			},
			{ recipients: [{ user_alias: { alias_name: 'crm-001', alias_label: 'crm' } }] },
			['user-002'],
		],
		[
			'a profile once that was kept, if it was a recipient itself',
			'/users/merge',
			{
				merge_updates: [
					{
						identifier_to_merge: { external_id: 'user-001' },
						identifier_to_keep: { external_id: 'user-002' },
					},
				],
			},
			{
				recipients: [
					{ user_alias: { alias_name: 'crm-001', alias_label: 'crm' } },
					{ external_user_id: 'user-002' },
				],
			},
			['user-002'],
		],
		[
			'nobody of a broadcast who was deleted',
			'/users/delete',
			{ external_ids: ['user-004'] },
			EVERYONE,
			EVERYONE_ELSE,
		],
	])('sends to %s', async (_what, path, change, changes, reached) => {
		await create(sandbox, changes);
		await call(sandbox, 'POST', path, change);
		sandbox.clock.set(new Date('2026-09-09T07:00:00Z'));
		expect(sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual(reached);
	});

	it('sends a local time zone by zone', async () => {
		const recipients = [{ external_user_id: 'user-008' }, { external_user_id: 'user-010' }];
		await create(sandbox, { recipients, ...local('2026-09-09T09:00:00') });
		const [tokyo, losAngeles] = sandbox.state.schedules[0].effectiveRecipients;
		expect(tokyo.send_at).toBe('2026-09-09T00:00:00.000Z');
		expect(losAngeles.send_at).toBe('2026-09-09T16:00:00.000Z');
		sandbox.clock.set(new Date('2026-09-09T08:00:00Z'));
		expect(sandbox.state.schedules[0].status).toBe('partly sent');
		expect(sandbox.state.deliveries).toHaveLength(1);
		sandbox.clock.set(new Date('2026-09-09T16:00:00Z'));
		expect(sandbox.state.schedules[0].status).toBe('sent');
		expect(sandbox.state.deliveries).toHaveLength(2);
	});

	it('uses the best hour of the day at optimal time, whatever the clock part', async () => {
		const recipients = [{ external_user_id: 'user-007' }, { external_user_id: 'user-027' }];
		await create(sandbox, { recipients, schedule: { time: '2026-09-09T23:59:00', at_optimal_time: true } });
		const [grace, amir] = sandbox.state.schedules[0].effectiveRecipients;
		expect(grace.send_at).toBe('2026-09-09T11:00:00.000Z');
		expect(amir).toMatchObject({ time_zone: 'Europe/Paris', send_at: '2026-09-09T15:00:00.000Z' });
	});

	it('leaves out people whose local time is over when it is not over everywhere', async () => {
		const recipients = [{ external_user_id: 'user-008' }, { external_user_id: 'user-010' }];
		await create(sandbox, { recipients, ...local('2026-09-07T09:00:00') });
		const [tokyo, losAngeles] = sandbox.state.schedules[0].effectiveRecipients;
		expect(tokyo.skipped).toBe('the local time was already over');
		expect(losAngeles.skipped).toBeUndefined();
	});

	it.each([
		['no ISO 8601', { time: 'tomorrow' }, 'ISO 8601'],
		['an offset of no zone', { time: '2026-09-09T09:00:00+15:00' }, 'ISO 8601'],
		['an offset of 99 minutes', { time: '2026-09-09T09:00:00+01:99' }, 'ISO 8601'],
		['a date alone', { time: '2026-09-09' }, 'ISO 8601'],
		['a day that does not exist', { time: '2026-02-30T09:00:00Z' }, 'ISO 8601'],
		['no time', {}, "required property 'time'"],
		[
			'local time with a designator',
			{ time: '2026-09-09T09:00:00Z', in_local_time: true },
			'no time zone designator',
		],
		[
			'optimal time with an offset',
			{ time: '2026-09-09T09:00:00+02:00', at_optimal_time: true },
			'no time zone',
		],
		[
			'both flags',
			{ time: '2026-09-09T09:00:00', in_local_time: true, at_optimal_time: true },
			'both be true',
		],
		['a flag as text', { time: '2026-09-09T09:00:00Z', in_local_time: 'false' }, 'boolean'],
		['a past moment', { time: '2026-09-07T08:59:59Z' }, 'in the past'],
		['a past moment without a designator', { time: '2026-09-07T08:59:59' }, 'in the past'],
		['the present moment', { time: '2026-09-07T09:00:00Z' }, 'in the past'],
		['local time past in UTC-12', { time: '2026-09-06T21:00:00', in_local_time: true }, 'all time zones'],
		[
			'an optimal day past in UTC-12',
			{ time: '2026-09-05T21:00:00', at_optimal_time: true },
			'all time zones',
		],
		['an unknown key', { time: '2026-09-09T09:00:00Z', zone: 'UTC' }, 'unknown key: zone'],
	])('refuses %s', async (_what, schedule, words) => {
		const { status, body } = await create(sandbox, { schedule });
		expect(status).toBe(400);
		expect(body.message).toContain(words);
		expect(sandbox.state.schedules).toHaveLength(0);
	});

	it.each([
		['an offset', { time: '2026-09-09T09:00:00+02:00' }],
		['the largest offset', { time: '2026-09-09T09:00:00+14:00' }],
		['an offset without a colon', { time: '2026-09-09T09:00:00+0200' }],
		['fractions of a second', { time: '2026-09-09T09:00:00.123Z' }],
		['local time not yet past in UTC-12', { time: '2026-09-06T21:00:01', in_local_time: true }],
		['flags that are false', { time: '2026-09-09T09:00:00Z', in_local_time: false, at_optimal_time: false }],
	])('takes %s', async (_what, schedule) => {
		expect((await create(sandbox, { schedule })).status).toBe(201);
	});

	it('reads one moment without a designator as UTC', async () => {
		expect((await create(sandbox, { schedule: { time: '2026-09-09T09:00:00' } })).status).toBe(201);
		expect(sandbox.state.schedules[0].first_send_at).toBe('2026-09-09T09:00:00.000Z');
	});

	it('needs a schedule', async () => {
		expect((await create(sandbox, { schedule: undefined })).body.message).toContain("'schedule'");
	});
});

describe('changing a schedule', () => {
	const ids = async () => ({
		canvas_id: ONBOARDING_ID,
		schedule_id: (await create(sandbox, local('2026-09-09T09:00:00'))).body.schedule_id,
	});

	it('replaces it whole: a flag left out is off', async () => {
		const schedule = { time: '2026-09-10T09:00:00Z' };
		const { status, body } = await call(sandbox, 'POST', `${SCHEDULE}/update`, {
			...(await ids()),
			schedule,
		});
		expect([status, body]).toEqual([201, { message: 'success' }]);
		expect(sandbox.state.schedules[0]).toMatchObject({
			mode: 'one moment',
			first_send_at: '2026-09-10T09:00:00.000Z',
		});
		expect(sandbox.state.schedules[0].effectiveRecipients[0].send_at).toBe('2026-09-10T09:00:00.000Z');
	});

	it('keeps each person’s own zone, also of one that only an alias finds', async () => {
		const lead = sandbox.state.users.find(({ email }) => email === 'lead-1@example.com');
		if (lead) lead.time_zone = 'Asia/Tokyo';
		const recipients = [
			{ user_alias: { alias_name: 'lead-1', alias_label: 'crm' } },
			{ external_user_id: 'user-010' },
		];
		const { schedule_id } = (await create(sandbox, { recipients, ...local('2026-09-07T10:00:00') })).body;
		expect(sandbox.state.schedules[0].effectiveRecipients[0].skipped).toBe('the local time was already over');
		const body = { canvas_id: ONBOARDING_ID, schedule_id, ...local('2026-09-09T09:00:00') };
		await call(sandbox, 'POST', `${SCHEDULE}/update`, body);
		const [person] = sandbox.state.schedules[0].effectiveRecipients;
		expect([person.send_at, person.skipped]).toEqual(['2026-09-09T00:00:00.000Z', undefined]);
	});

	it('takes nothing besides the two ids and the schedule', async () => {
		const schedule = { time: '2026-09-10T09:00:00Z' };
		const more = await call(sandbox, 'POST', `${SCHEDULE}/update`, {
			...(await ids()),
			schedule,
			context: {},
		});
		expect(more.body.message).toContain('unknown key: context');
		const less = await call(sandbox, 'POST', `${SCHEDULE}/update`, await ids());
		expect(less.status).toBe(400);
	});

	it('cancels it, once, and sends nothing any more', async () => {
		const named = await ids();
		expect((await call(sandbox, 'POST', `${SCHEDULE}/delete`, named)).status).toBe(201);
		sandbox.clock.set(new Date('2026-09-11T00:00:00Z'));
		expect(sandbox.state.schedules[0].status).toBe('cancelled');
		expect(sandbox.state.deliveries).toHaveLength(0);
		const again = await call(sandbox, 'POST', `${SCHEDULE}/delete`, named);
		expect([again.status, again.body.message]).toEqual([400, 'The schedule has already been cancelled']);
	});

	it('refuses one that is sent, unknown, or of another Canvas', async () => {
		const named = await ids();
		const other = { ...named, canvas_id: sandbox.state.canvases[1].id };
		expect((await call(sandbox, 'POST', `${SCHEDULE}/delete`, other)).body.message).toContain(
			'another Canvas',
		);
		const unknown = { ...named, schedule_id: 'x' };
		expect((await call(sandbox, 'POST', `${SCHEDULE}/delete`, unknown)).body.message).toContain('not found');
		sandbox.clock.set(new Date('2026-09-11T00:00:00Z'));
		expect((await call(sandbox, 'POST', `${SCHEDULE}/delete`, named)).body.message).toContain(
			'already been sent',
		);
	});

	it('cancels the rest of one that is partly sent, and does not update it', async () => {
		const recipients = [{ external_user_id: 'user-008' }, { external_user_id: 'user-010' }];
		const { schedule_id } = (await create(sandbox, { recipients, ...local('2026-09-09T09:00:00') })).body;
		sandbox.clock.set(new Date('2026-09-09T08:00:00Z'));
		const named = { canvas_id: ONBOARDING_ID, schedule_id };
		const schedule = { time: '2026-09-10T09:00:00Z' };
		expect((await call(sandbox, 'POST', `${SCHEDULE}/update`, { ...named, schedule })).status).toBe(400);
		expect((await call(sandbox, 'POST', `${SCHEDULE}/delete`, named)).status).toBe(201);
		sandbox.clock.set(new Date('2026-09-11T00:00:00Z'));
		expect(sandbox.state.deliveries).toHaveLength(1);
	});
});

it('sends nothing for a Canvas that is paused when the moment comes', async () => {
	await create(sandbox);
	sandbox.state.canvases[0].enabled = false;
	sandbox.clock.set(new Date('2026-09-11T00:00:00Z'));
	expect(sandbox.state.schedules[0].status).toBe('not sent');
	expect(sandbox.state.deliveries).toHaveLength(0);
});
