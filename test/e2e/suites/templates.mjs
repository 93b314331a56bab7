// @ts-check
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, importTemplate, runFrom, startFrom, template, templateNames } from '../support/templates.mjs';
import { given } from '../support/workflows.mjs';

/** Requests of one step go out side by side: any may be the first. @param {any} a @param {any} b */
const byEmail = (a, b) => a.recipients[0].email.localeCompare(b.recipients[0].email);

/** Subscription groups of the sandbox's seed data. */
const [NEWSLETTER, PRODUCT_UPDATES] = [
	'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b71',
	'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b72',
];

/** The day of n8n's time zone some days from now, as YYYY-MM-DD. @param {number} days */
const berlinDay = (days) =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(Date.now() + days * 86_400_000);

/** A Canvas of the sandbox. */
const ONBOARDING = '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10';

/** The nodes of this package have names that begin like this. */
const OURS = 'n8n-nodes-braze.';

/** Every template runs in the real n8n, and does in the sandbox what its title promises. @param {import('../support/host.mjs').Host} host */
export function templates(host) {
	/** The bodies of the requests that changed something, oldest first. @returns {Promise<any[]>} */
	const bodies = async () => (await host.sandbox.changes()).map(({ body }) => body);

	/** Everything in a data table. @param {string} name @returns {Promise<any[]>} */
	const rowsOf = async (name) => {
		const { data } = await host.n8n.request('GET', '/rest/data-tables-global');
		const table = data.find((/** @type {any} */ one) => one.name === name);
		return (await host.n8n.request('GET', `/rest/projects/${table.projectId}/data-tables/${table.id}/rows`))
			.data;
	};

	describe('the templates', () => {
		beforeEach(() => host.sandbox.reset());

		it('hold no credentials, explain themselves, and set only parameters that the node has', async () => {
			const types = await host.n8n.request('GET', '/types/nodes.json');
			const knownTo = (/** @type {string} */ type) =>
				types
					.find((/** @type {any} */ { name }) => name === type)
					.properties.map((/** @type {any} */ { name }) => name);
			for (const name of templateNames) {
				const { nodes, pinData } = template(name);
				const ids = nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}).map(({ id }) => id));
				assert.deepEqual(
					ids.filter((id) => id !== ''),
					[],
					name,
				);
				assert.ok(
					nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote'),
					name,
				);
				for (const pinned of Object.keys(pinData))
					assert.ok(
						nodes.some((node) => node.name === pinned),
						`${name}: ${pinned}`,
					);
				for (const node of nodes) {
					assert.ok(
						types.some((/** @type {any} */ type) => type.name === node.type),
						`${name}: ${node.type}`,
					);
					if (!node.type.startsWith(OURS)) continue;
					const known = knownTo(node.type);
					assert.deepEqual(
						Object.keys(node.parameters).filter((key) => !known.includes(key)),
						[],
						`${name}: ${node.name}`,
					);
				}
			}
		});

		it('hubspot-deal-closed-onboarding: a won deal is welcomed at nine of its own morning, once', async () => {
			const workflow = await importTemplate(host, 'hubspot-deal-closed-onboarding');
			await runFrom(host, workflow, 'HubSpot: deal stage changed');
			const [body, ...more] = await bodies();
			assert.deepEqual(more, []);
			assert.deepEqual(body.recipients, [{ external_user_id: 'user-008' }]);
			assert.deepEqual(body.canvas_entry_properties, { first_name: 'Haruto', plan: 'pro', seats: 5 });
			assert.equal(body.schedule.in_local_time, true);
			assert.match(body.schedule.time, /T09:00:00$/);

			const again = await runFrom(host, workflow, 'HubSpot: deal stage changed');
			assert.equal((await bodies()).length, 1);
			assert.equal(given(again, 'Schedule the welcome')[0].skipped, true);
		});

		it('crm-contact-changed: writes every contact, tracks each change once, and schedules for new customers only', async () => {
			const workflow = await importTemplate(host, 'crm-contact-changed');
			await runFrom(host, workflow, 'HubSpot: contact changed');
			const written = await host.sandbox.person('user-014');
			assert.equal(written.custom_attributes.lifecycle_stage, 'customer');
			assert.equal(written.custom_attributes.seats, 25);
			assert.equal(written.custom_attributes.plan, 'pro');
			const created = await host.sandbox.person('user-101');
			assert.deepEqual([created.first_name, created.email], ['Priya', 'priya@example.com']);
			assert.deepEqual(created.custom_attributes, { lifecycle_stage: 'opportunity', seats: 8 });
			const events = () =>
				Promise.all(
					['user-014', 'user-101'].map(async (id) => (await host.sandbox.person(id)).custom_events),
				);
			assert.deepEqual(await events(), [
				[
					{
						name: 'lifecycle_stage_changed',
						time: '2026-06-01T09:00:00.000Z',
						properties: { stage: 'customer', source: 'CRM_UI' },
					},
				],
				[
					{
						name: 'lifecycle_stage_changed',
						time: '2026-06-01T09:01:00.000Z',
						properties: { stage: 'opportunity', source: 'CRM_UI' },
					},
				],
			]);
			const [scheduled, ...more] = await host.sandbox.schedules();
			assert.deepEqual(more, []);
			assert.deepEqual(scheduled.recipients, [{ external_user_id: 'user-014' }]);
			assert.equal(scheduled.canvas_name, 'Onboarding');
			assert.equal(scheduled.schedule.in_local_time, true);
			assert.match(scheduled.schedule.time, /T09:00:00$/);
			assert.equal((await bodies()).length, 3);

			const again = await runFrom(host, workflow, 'HubSpot: contact changed');
			assert.deepEqual(
				given(again, 'Track the event').map(({ skipped }) => skipped),
				[true, true],
			);
			assert.deepEqual(
				(await events()).map(({ length }) => length),
				[1, 1],
			);
			assert.equal((await host.sandbox.schedules()).length, 1);
		});

		it('crm-plan-changed: schedules once the plan is on the profile, and later if that is not known', async () => {
			const delays = async () => {
				const now = Date.parse((await host.sandbox.state()).clock);
				return (await host.sandbox.schedules()).map((/** @type {any} */ { schedule }) =>
					Math.round((Date.parse(schedule.time) - now) / 60_000),
				);
			};
			await host.sandbox.processLate(2);
			const workflow = await importTemplate(host, 'crm-plan-changed');
			const execution = await runFrom(host, workflow, 'HubSpot: plan changed');
			assert.deepEqual(
				given(execution, 'Write the plan and wait').map(({ processed }) => processed),
				[true, true],
			);
			assert.equal((await host.sandbox.person('user-014')).custom_attributes.plan, 'team');
			assert.deepEqual(await delays(), [1, 1]);

			await host.sandbox.reset();
			await host.sandbox.failOn({
				match: { path: '/users/track/status' },
				kind: { type: 'status', status: 403, body: { message: 'Access Denied' } },
			});
			const unsure = await importTemplate(host, 'crm-plan-changed');
			await runFrom(host, unsure, 'HubSpot: plan changed');
			assert.equal((await host.sandbox.person('user-014')).custom_attributes.plan, 'team');
			assert.deepEqual(await delays(), [60, 60]);
		});

		it('crm-plan-changed: the message has the new plan where Braze is late, and the old one without the wait', async () => {
			/** @param {boolean} waits */
			const planInMessage = async (waits) => {
				await host.sandbox.reset();
				await host.sandbox.setCanvas({ id: ONBOARDING, name: 'Onboarding', personalized_by: ['plan'] });
				await host.sandbox.processLate(90);
				// With the wait, the sandbox's clock is ahead of n8n's by then.
				const minutes = waits ? 3 : 1;
				const workflow = await importTemplate(
					host,
					'crm-plan-changed',
					{},
					{
						'Schedule the Canvas': { delayAmount: minutes },
						...(!waits && { 'Write the plan and wait': { options: {} } }),
					},
				);
				const execution = await startFrom(host, workflow, 'HubSpot: plan changed');
				if (waits) {
					for (let looks = 0; looks < 100 && (await host.sandbox.changes()).length === 0; looks++)
						await sleep(100);
					await host.sandbox.letDaysPass(91 / 86_400);
				}
				await ended(host, workflow, execution);
				await host.sandbox.letDaysPass((minutes * 60 + 1) / 86_400);
				return (await host.sandbox.deliveries())
					.filter(({ external_id: person }) => person === 'user-014')
					.map(({ attributes }) => attributes.plan);
			};

			assert.deepEqual(await planInMessage(true), ['team']);
			assert.deepEqual(await planInMessage(false), ['pro']);
		});

		it('crm-opt-out: unsubscribes the person, and cancels what is still scheduled for them and for nobody else', async () => {
			const workflow = await importTemplate(host, 'crm-opt-out');
			await runFrom(host, workflow, 'Once, before the first run');
			await runFrom(host, workflow, 'Every morning');
			const byPerson = async () =>
				(await host.sandbox.schedules()).sort((a, b) =>
					a.recipients[0].external_user_id.localeCompare(b.recipients[0].external_user_id),
				);
			const scheduled = await byPerson();
			assert.deepEqual(
				scheduled.map(({ recipients, schedule, status }) => [recipients, schedule, status]),
				['user-021', 'user-022'].map((id) => [
					[{ external_user_id: id }],
					{ time: `${berlinDay(30)}T09:00:00`, in_local_time: true },
					'scheduled',
				]),
			);
			assert.deepEqual(
				(await rowsOf('braze_person_schedules')).map(({ schedule_id: id }) => id).sort(),
				scheduled.map(({ schedule_id: id }) => id).sort(),
			);

			const optOut = await runFrom(host, workflow, 'Opt-out in the CRM');
			assert.deepEqual(
				given(optOut, 'Cancel the message').map(({ changed }) => changed),
				[true],
			);
			const { subscription_groups: groups } = await host.sandbox.person('user-021');
			assert.deepEqual(groups, { [NEWSLETTER]: 'unsubscribed', [PRODUCT_UPDATES]: 'unsubscribed' });
			assert.deepEqual(
				(await byPerson()).map(({ status }) => status),
				['cancelled', 'scheduled'],
			);
			assert.deepEqual(
				(await rowsOf('braze_person_schedules')).map(({ external_user_id: id }) => id),
				['user-022'],
			);
		});

		it('crm-opt-out: a message that was already sent is no error', async () => {
			const workflow = await importTemplate(host, 'crm-opt-out', {
				'Contracts to renew': [{ external_user_id: 'user-021', days_left: 200 }],
			});
			await runFrom(host, workflow, 'Every morning');
			await host.sandbox.letDaysPass(3650);
			assert.deepEqual(
				(await host.sandbox.schedules()).map(({ status }) => status),
				['sent'],
			);
			const optOut = await runFrom(host, workflow, 'Opt-out in the CRM');
			assert.deepEqual(
				given(optOut, 'Cancel the message').map(({ changed }) => changed),
				[false],
			);
			assert.deepEqual(
				(await rowsOf('braze_person_schedules')).map(({ external_user_id: id }) => id),
				['user-022'],
			);
		});

		it('abandoned-cart-schedule-and-cancel: what one event schedules, the other one cancels', async () => {
			const workflow = await importTemplate(host, 'abandoned-cart-schedule-and-cancel');
			await runFrom(host, workflow, 'A checkout begins');
			const [scheduled] = await host.sandbox.schedules();
			assert.deepEqual(scheduled.recipients, [
				{ email: 'bruno@example.com', prioritization: ['identified', 'most_recently_updated'] },
			]);
			assert.deepEqual(
				scheduled.effectiveRecipients.map((/** @type {any} */ one) => one.external_id),
				['user-002'],
			);
			assert.ok(
				Math.abs(Date.parse(scheduled.first_send_at) - Date.now() - 4 * 3600_000) < 60_000,
				scheduled.first_send_at,
			);

			const paid = await runFrom(host, workflow, 'An order is paid');
			assert.equal(given(paid, 'Cancel the reminder')[0].changed, true);
			assert.equal((await host.sandbox.schedule(scheduled.schedule_id)).status, 'cancelled');
		});

		it('million-rows: plans chunks once, and sends a claimed chunk once', async () => {
			const workflow = await importTemplate(host, 'million-rows');
			await runFrom(host, workflow, 'Once, before the first run');
			await runFrom(host, workflow, 'Every night at two');
			const handedOut = await runFrom(host, workflow, 'Every night at two');
			assert.equal(given(handedOut, 'Chunks to hand out').length, 3);
			const [{ chunk }, ...others] = await rowsOf('braze_chunks');
			assert.deepEqual(
				others.map(({ position, status }) => [position, status]),
				[
					[10_000, 'queued'],
					[20_000, 'queued'],
				],
			);

			const body = { chunk, position: 0, rows: 10_000, source: 'https://warehouse.example.com/customers' };
			const claimed = await importTemplate(host, 'million-rows', { 'A chunk': [{ body }] });
			await runFrom(host, claimed, 'A chunk');
			await runFrom(host, claimed, 'A chunk');
			const [{ recipients }, ...more] = await bodies();
			assert.deepEqual(more, []);
			assert.deepEqual(
				recipients,
				[1, 2, 3, 4, 5].map((number) => ({ external_user_id: `user-00${number}` })),
			);
			const { status, sent } = (await rowsOf('braze_chunks')).find((row) => row.chunk === chunk);
			assert.deepEqual([status, sent], ['done', 5]);

			const report = await runFrom(host, workflow, 'Every morning at eight');
			assert.deepEqual(
				given(report, 'Totals')
					.map((row) => [row.status, row.count_chunk, row.sum_sent])
					.sort(),
				[
					['done', 1, 5],
					['queued', 2, 0],
				],
			);
		});

		it('abandoned-cart-schedule-and-cancel: a checkout that is reported again still has one reminder', async () => {
			const workflow = await importTemplate(host, 'abandoned-cart-schedule-and-cancel');
			await runFrom(host, workflow, 'A checkout begins');
			await runFrom(host, workflow, 'A checkout begins');
			assert.deepEqual(
				(await host.sandbox.schedules()).map(({ status }) => status),
				['cancelled', 'scheduled'],
			);
			await runFrom(host, workflow, 'An order is paid');
			assert.deepEqual(
				(await host.sandbox.schedules()).map(({ status }) => status),
				['cancelled', 'cancelled'],
			);
		});

		it('abandoned-cart-schedule-and-cancel: other orders cancel nothing, and a reminder that was already sent is no error', async () => {
			const orders = [
				{ checkout_token: 'another' },
				{ checkout_token: null },
				{ checkout_token: 'c1a8f2d9b7e04c5f' },
			];
			const workflow = await importTemplate(host, 'abandoned-cart-schedule-and-cancel', {
				'An order is paid': orders,
			});
			await runFrom(host, workflow, 'A checkout begins');
			await host.sandbox.letDaysPass(1);
			const paid = await runFrom(host, workflow, 'An order is paid');
			assert.deepEqual(
				given(paid, 'Cancel the reminder').map(({ changed }) => changed),
				[false, false],
				'an order without a checkout does not reach it',
			);
			assert.deepEqual(
				(await host.sandbox.schedules()).map(({ status }) => status),
				['sent'],
			);
		});

		describe('calendly-booking-reminder', () => {
			const pinned = template('calendly-booking-reminder').pinData.Calendly;
			// Real events: the example's own are moved to the next days.
			const events = JSON.parse(JSON.stringify(pinned).replaceAll('2026-05-', '2030-05-')).map(
				(/** @type {any} */ { json: { example_days: _, ...event } }) => event,
			);
			const [chiara, elif, chiaraOld, chiaraNew, elifCancelled] = events;

			/** Calendly calls once for each event, so each has an execution of its own. @param {any[]} list */
			const receive = async (list) => {
				for (const event of list)
					await runFrom(
						host,
						await importTemplate(host, 'calendly-booking-reminder', { Calendly: [event] }),
						'Calendly',
					);
			};

			/** Who is reminded when, in the order of the meetings. */
			const reminders = async () =>
				(await host.sandbox.schedules())
					.filter(({ status }) => status === 'scheduled')
					.map(({ recipients, schedule }) => [recipients[0].email, schedule.time])
					.sort((a, b) => a[1].localeCompare(b[1]));

			it('reminders come a day before, move with the booking and go with it', async () => {
				await receive([chiara, elif]);
				assert.deepEqual(await reminders(), [
					['chiara@example.com', '2030-05-13T13:30:00Z'],
					['elif@example.com', '2030-05-14T07:00:00Z'],
				]);
				await receive([chiaraOld, chiaraNew]);
				assert.deepEqual(await reminders(), [
					['elif@example.com', '2030-05-14T07:00:00Z'],
					['chiara@example.com', '2030-05-20T08:00:00Z'],
				]);
				await receive([elifCancelled]);
				assert.deepEqual(await reminders(), [['chiara@example.com', '2030-05-20T08:00:00Z']]);
			});

			it('runs with the events that it brings, all at once', async () => {
				await runFrom(host, await importTemplate(host, 'calendly-booking-reminder'), 'Calendly');
				const [[email, time], ...more] = await reminders();
				assert.deepEqual([email, more], ['chiara@example.com', []]);
				// At three in the afternoon of Berlin, a day before the meeting.
				assert.match(time, new RegExp(`^${berlinDay(13)}T1[34]:00:00Z$`));
				assert.deepEqual((await host.sandbox.schedules()).map(({ status }) => status).sort(), [
					'cancelled',
					'cancelled',
					'scheduled',
				]);
			});

			it('a new time that comes before the end of the old one, and events that come twice, change nothing', async () => {
				await receive([chiara, chiara, chiaraNew, chiaraOld, chiaraNew, chiaraOld]);
				assert.deepEqual(await reminders(), [['chiara@example.com', '2030-05-20T08:00:00Z']]);
				assert.equal((await host.sandbox.schedules()).length, 2);
			});

			it('a booking that is rescheduled a second time has one reminder, and a cancellation after it was sent is no error', async () => {
				const { payload } = chiaraNew;
				const third = {
					...payload,
					uri: `${payload.uri}-again`,
					old_invitee: payload.uri,
					scheduled_event: { ...payload.scheduled_event, start_time: '2030-06-01T08:00:00.000000Z' },
				};
				await receive([
					chiara,
					chiaraOld,
					chiaraNew,
					{ event: 'invitee.canceled', payload: { ...payload, rescheduled: true } },
					{ event: 'invitee.created', payload: third },
				]);
				assert.deepEqual(await reminders(), [['chiara@example.com', '2030-05-31T08:00:00Z']]);
				await host.sandbox.letDaysPass(3650);
				await receive([{ event: 'invitee.canceled', payload: third }]);
				assert.deepEqual(
					(await host.sandbox.schedules()).map(({ status }) => status),
					['cancelled', 'cancelled', 'sent'],
				);
			});
		});

		describe('nightly-table-10000-rows', () => {
			/** @type {any} */
			let execution;
			/** @type {any} */
			let everything;

			before(async () => {
				await host.sandbox.reset();
				const rows = Array.from({ length: 10_000 }, (_, index) => ({
					external_user_id: index === 4_321 ? null : `customer-${index}`,
					first_name: 'Ada',
					voucher: `B${index}`,
					internal_note: 'not for Braze',
				}));
				const workflow = await importTemplate(host, 'nightly-table-10000-rows', {
					'Birthdays tomorrow': rows,
				});
				execution = await runFrom(host, workflow, 'Every night at two');
				everything = await fetch(`${host.sandbox.address}/_sandbox/requests?limit=1000`).then((answer) =>
					answer.json(),
				);
			});

			it('reaches 9,999 people with 200 requests', () => {
				const sent = everything.requests
					.filter((/** @type {any} */ { method }) => method === 'POST')
					.map((/** @type {any} */ { body }) => body);
				assert.equal(sent.length, 200);
				const people = sent.flatMap((/** @type {any} */ { recipients }) => recipients);
				assert.equal(new Set(people.map((/** @type {any} */ one) => one.external_user_id)).size, 9_999);
				assert.deepEqual(
					people.find((/** @type {any} */ one) => one.external_user_id === 'customer-7'),
					{
						external_user_id: 'customer-7',
						canvas_entry_properties: { first_name: 'Ada', voucher: 'B7' },
					},
				);
				assert.ok(
					sent.every(
						(/** @type {any} */ { schedule }) => schedule.in_local_time && /T10:00:00$/.test(schedule.time),
					),
				);
				assert.equal(given(execution, 'Keep these IDs').length, 200);
			});

			it('hands out the row to mend, with the reason', () => {
				const [mend, ...more] = given(execution, 'What to fix');
				assert.deepEqual(more, []);
				assert.equal(mend.voucher, 'B4321');
				assert.equal(mend.outcome, 'invalid');
				assert.match(mend.problem, /external_user_id/);
			});
		});

		it('nightly-table-10000-rows: runs with the rows that it brings', async () => {
			const execution = await runFrom(
				host,
				await importTemplate(host, 'nightly-table-10000-rows'),
				'Every night at two',
			);
			const [body, ...more] = await bodies();
			assert.deepEqual(more, []);
			assert.equal(body.recipients.length, 7);
			assert.equal(given(execution, 'What to fix').length, 1);
		});

		it('failed-payment-dunning: by email, tomorrow at the best hour of each, each event once', async () => {
			const workflow = await importTemplate(host, 'failed-payment-dunning');
			await runFrom(host, workflow, 'Stripe: payment failed');
			const sent = (await bodies()).sort(byEmail);
			assert.deepEqual(
				sent.map(({ recipients }) => recipients[0].email),
				['grace@example.com', 'jack@example.com'],
			);
			assert.deepEqual(sent[1].recipients[0].canvas_entry_properties, {
				amount: 119,
				currency: 'EUR',
				attempt: 2,
				pay_url: 'https://invoice.stripe.com/i/acct_1/test_bR',
			});
			for (const { schedule } of sent) assert.equal(schedule.at_optimal_time, true);
			await runFrom(host, workflow, 'Stripe: payment failed');
			assert.equal((await bodies()).length, 2);
		});

		it('sheet-row-connected-audience: the audience that the row describes, and no row that is not ready', async () => {
			const workflow = await importTemplate(host, 'sheet-row-connected-audience');
			await runFrom(host, workflow, 'A row is added');
			const [body, ...more] = await bodies();
			assert.deepEqual(more, []);
			assert.deepEqual(body.audience, {
				AND: [
					{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'team' } },
					{
						custom_attribute: {
							custom_attribute_name: 'seats',
							comparison: 'greater_than_or_equal_to',
							value: 15,
						},
					},
					{ email_subscription_status: { comparison: 'is_not', value: 'unsubscribed' } },
				],
			});
			assert.deepEqual(body.schedule, { time: `${berlinDay(5)}T09:00:00`, in_local_time: true });
			const [schedule] = await host.sandbox.schedules();
			assert.ok(schedule.effectiveRecipients.length > 0 && schedule.effectiveRecipients.length < 30);

			const [{ json }] = template('sheet-row-connected-audience').pinData['A row is added'];
			const { example_days: _, ...row } = { ...json, send_at: '2030-03-04 09:00', min_seats: 1 };
			const real = await importTemplate(host, 'sheet-row-connected-audience', { 'A row is added': [row] });
			await runFrom(host, real, 'A row is added');
			assert.equal((await bodies())[1].schedule.time, '2030-03-04T09:00:00');
		});

		it('approval-broadcast: everyone, after a yes and never after a no or no answer', async () => {
			// When nobody answers in time, n8n goes on with what came in.
			const request = {
				Headline: 'Everything 20 % off',
				'Send At': '2030-11-29 18:00',
				'Your Email': 'viktor@example.com',
			};
			const form = { 'Ask for a broadcast': [request] };
			for (const answer of [{ data: { approved: false } }, request]) {
				const workflow = await importTemplate(host, 'approval-broadcast', {
					...form,
					'Wait for approval': [answer],
				});
				await runFrom(host, workflow, 'Ask for a broadcast');
				assert.deepEqual(await bodies(), []);
			}

			await runFrom(host, await importTemplate(host, 'approval-broadcast', form), 'Ask for a broadcast');
			const [body, ...more] = await bodies();
			assert.deepEqual(more, []);
			assert.equal(body.broadcast, true);
			assert.ok(!('recipients' in body) && !('audience' in body));
			// The workflow has no time zone of its own, so that of the instance counts: Berlin.
			assert.deepEqual(body.schedule, { time: '2030-11-29T17:00:00Z' });
			assert.deepEqual(body.canvas_entry_properties, { headline: 'Everything 20 % off' });
		});

		it('not-opened-tell-owner: a task for each person who did not open, and no task twice', async () => {
			const workflow = await importTemplate(host, 'not-opened-tell-owner');
			await runFrom(host, workflow, 'Once, before the first run');
			await runFrom(host, workflow, 'Braze: email sent or opened');
			const rows = await rowsOf('braze_unopened');
			assert.deepEqual(rows.map(({ email, canvas, opened }) => [email, canvas, opened]).sort(), [
				['ada@example.com', 'Onboarding', null],
				['bruno@example.com', 'Onboarding', true],
				// A mail program opened it, not the person.
				['chiara@example.com', 'Onboarding', null],
			]);

			const told = await runFrom(host, workflow, 'Every hour');
			assert.deepEqual(
				given(told, 'Unopened for three days')
					.map(({ email }) => email)
					.sort(),
				['ada@example.com', 'chiara@example.com'],
			);
			assert.equal(given(told, 'Tell the owner').length, 2);
			assert.deepEqual(await rowsOf('braze_unopened'), []);
			assert.deepEqual(given(await runFrom(host, workflow, 'Every hour'), 'Tell the owner'), []);
		});

		it('weekly-analytics: one flat row for each day and variant', async () => {
			const execution = await runFrom(host, await importTemplate(host, 'weekly-analytics'), 'Every Monday');
			const [{ path, query }] = (await host.sandbox.requests()).filter((request) =>
				request.path.includes('data_series'),
			);
			assert.equal(path, '/canvas/data_series');
			assert.equal(query.length, '7');
			const rows = given(execution, 'Last seven days');
			assert.equal(new Set(rows.map(({ time }) => time)).size, 7);
			assert.ok(
				rows.every((row) => row.variant_id && row.name && typeof row.entries === 'number'),
				JSON.stringify(rows[0]),
			);
			assert.ok(
				rows.every((row) => Object.values(row).every((value) => typeof value !== 'object')),
				JSON.stringify(rows[0]),
			);
		});

		it('shop-orders: records valid orders once, as revenue, and says what to fix in the others', async () => {
			const workflow = await importTemplate(host, 'shop-orders');
			const run = await runFrom(host, workflow, 'An order is placed');
			const [{ events }, ...more] = await bodies();
			assert.deepEqual(more, []);
			const [{ name, email, properties }, ...others] = events;
			assert.deepEqual(others, []);
			assert.deepEqual([name, email], ['ecommerce.order_placed', 'bruno@example.com']);
			assert.deepEqual(
				[properties.order_id, properties.total_value, properties.currency, properties.total_discounts],
				['5600000001042', 297.8, 'BRL', 20],
			);
			assert.deepEqual(
				properties.products.map((/** @type {any} */ one) => [one.variant_id, one.quantity, one.price]),
				[
					['44000000000001', 1, 189],
					['44000000000002', 2, 29.9],
					// It has no variant.
					['7000000000003', 1, 69],
				],
			);
			const [{ order, problem }] = given(run, 'What to fix');
			assert.deepEqual(
				[order, problem],
				['#1043', '\'Product 1: Price (line_items[0].price)\' must be a number, but is "19,90"'],
			);

			await runFrom(host, workflow, 'An order is placed');
			assert.equal((await bodies()).length, 1);
			await runFrom(host, workflow, 'An order is cancelled');
			assert.equal((await bodies())[1].events[0].name, 'ecommerce.order_cancelled');
			// Cancelling takes the order, not its revenue.
			const { ecommerce } = await host.sandbox.person('user-002');
			assert.deepEqual([ecommerce.orders, ecommerce.revenue], [0, { BRL: 297.8 }]);
		});

		it('nightly-profiles-only-changed: writes what differs, and nothing the next night', async () => {
			const workflow = await importTemplate(host, 'nightly-profiles-only-changed');
			const tracked = async () => (await host.sandbox.changes()).flatMap(({ body }) => body.attributes);
			const [first] = given(await runFrom(host, workflow, 'Every night at three'), 'What it saved');
			const written = await tracked();
			assert.deepEqual(
				written.map(({ external_id }) => external_id),
				['user-001', 'user-002', 'user-003', 'customer-new'],
			);
			assert.equal(first.sum_values_written + first.sum_values_saved, 12);
			assert.ok(first.sum_values_saved > 0);
			assert.deepEqual(written[3], { external_id: 'customer-new', plan: 'free', seats: 1, city: 'Lyon' });
			const { plan, seats, city } = (await host.sandbox.person('user-002')).custom_attributes;
			assert.deepEqual([plan, seats, city], ['team', 20, 'Porto']);

			const again = await runFrom(host, workflow, 'Every night at three');
			const [{ sum_values_written: none, sum_values_saved: all }] = given(again, 'What it saved');
			assert.deepEqual([none, all], [0, 12]);
			assert.equal((await tracked()).length, 4);
		});

		it('segment-as-rows: waits in no worker until Braze calls, then one item per person', async () => {
			const workflow = await importTemplate(host, 'segment-as-rows');
			const id = await startFrom(host, workflow, 'Every Monday');
			for (let looks = 0; looks < 100; looks++) {
				if ((await host.n8n.request('GET', `/rest/executions/${id}`)).status === 'waiting') break;
				await sleep(100);
			}
			await host.sandbox.letDaysPass(61 / 86_400);
			const execution = await ended(host, workflow, id);
			const people = given(execution, 'One item per person');
			const members = (await host.sandbox.state()).users.filter(
				(/** @type {any} */ { custom_attributes }) => custom_attributes?.plan === 'pro',
			);
			assert.deepEqual(
				people.map(({ external_id }) => external_id),
				members.map((/** @type {any} */ { external_id }) => external_id),
			);
			assert.deepEqual(people[0].custom_attributes, { plan: 'pro' });
			const [{ outcome }] = await host.sandbox.calls();
			assert.equal(outcome, 'delivered');
		});

		it('catalog-in-step-with-sheet: new and changed rows only; an empty sheet changes nothing', async () => {
			const workflow = await importTemplate(host, 'catalog-in-step-with-sheet');
			await runFrom(host, workflow, 'Every night');
			const changes = (await host.sandbox.requests()).filter(({ method }) => method !== 'GET');
			assert.deepEqual(
				changes
					.map(({ method, path, body }) => [method, path, body.items])
					.sort(([a], [b]) => a.localeCompare(b)),
				[
					[
						'PATCH',
						'/catalogs/cafes/items',
						[{ id: 'cafe-1', Name: 'Le Petit Moulin', City: 'Lyon', Rating: 4.7 }],
					],
					[
						'PUT',
						'/catalogs/cafes/items',
						[{ id: 'cafe-4', Name: 'Café Central', City: 'Vienna', Rating: 4.5 }],
					],
				],
			);

			await host.sandbox.reset();
			await runFrom(
				host,
				await importTemplate(host, 'catalog-in-step-with-sheet', { 'Read the sheet': [] }),
				'Every night',
			);
			assert.deepEqual(await host.sandbox.requests(), []);
		});

		it('assign-external-id: identifies the person by the address that Braze sent', async () => {
			await runFrom(host, await importTemplate(host, 'assign-external-id'), 'Braze calls');
			assert.deepEqual(await bodies(), [
				{
					emails_to_identify: [
						{
							external_id: 'customer-9001',
							email: 'new-reader@example.com',
							prioritization: ['unidentified', 'most_recently_updated'],
						},
					],
				},
			]);
		});

		it('agent-proposes-person-approves: one person, after a yes and never after a no or no answer', async () => {
			for (const answer of [{ data: { approved: false } }, { chatInput: 'Remind user-008' }]) {
				const workflow = await importTemplate(host, 'agent-proposes-person-approves', {
					'Ask a person': [answer],
				});
				await runFrom(host, workflow, 'Chat');
				assert.deepEqual(await bodies(), []);
			}

			await runFrom(host, await importTemplate(host, 'agent-proposes-person-approves'), 'Chat');
			const [body, ...more] = await bodies();
			assert.deepEqual(more, []);
			assert.deepEqual(body.recipients, [{ external_user_id: 'user-008' }]);
			assert.equal(body.schedule.in_local_time, true);
			assert.equal(body.schedule.time, `${berlinDay(12)}T09:00:00`);
			assert.deepEqual(body.canvas_entry_properties, { headline: 'See you at the tasting' });
		});
	});
}
