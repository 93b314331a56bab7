// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openBrowser } from '../support/browser.mjs';
import { Editor } from '../support/editor.mjs';
import { owner } from '../support/host.mjs';
import { keepPicture, withoutNotifications } from '../support/pictures.mjs';
import {
	brazeNode,
	given,
	nineInTheMorning,
	ONBOARDING,
	scheduleNode,
	startWithRows,
	workflow,
} from '../support/workflows.mjs';

/** A booking in the calendar or CRM, which knows nothing of Braze's IDs. */
const BOOKING = { booking_id: 'booking-4711', external_user_id: 'user-008' };

/**
 * A schedule that is found by the user's own key. The key is in Braze and nowhere in n8n: workflows share nothing, and
 * n8n restarts in between.
 * @param {import('../support/host.mjs').Host} host
 */
export function keys(host) {
	/** Runs a workflow of its own for the booking. @param {string} name @param {any} braze */
	const forBooking = async (name, braze) => {
		const execution = await host.n8n.runManually(
			await host.n8n.createWorkflow(workflow(name, [...startWithRows([BOOKING]), braze])),
		);
		assert.equal(execution.status, 'success', JSON.stringify(execution.data.resultData.error));
		return given(execution, 'Braze');
	};

	/** What the resource Schedule lists. */
	const listed = () =>
		forBooking(
			'What is scheduled',
			brazeNode(host.credential, { resource: 'schedule', operation: 'getMany', returnAll: true }),
		);

	const byKey = {
		operation: 'cancelSchedule',
		findScheduleBy: 'scheduleKey',
		scheduleKey: '={{ $json.booking_id }}',
	};

	describe('a schedule with a key', () => {
		/** The schedule in the sandbox. @type {any} */
		let reminder;

		before(() => host.sandbox.reset());

		it('is made by one workflow, and listed by its key', async () => {
			const options = { scheduleKey: '={{ $json.booking_id }}' };
			const [item] = await forBooking(
				'Booked',
				scheduleNode(host.credential, {
					sendTime: `${nineInTheMorning(3)}Z`,
					delivery: 'oneMoment',
					options,
				}),
			);
			const [schedule, ...more] = await host.sandbox.schedules();
			assert.deepEqual(more, []);
			assert.equal(item.schedule_id, schedule.schedule_id);
			assert.equal(item.schedule_key, BOOKING.booking_id);
			reminder = schedule;

			const [entry, ...others] = await listed();
			assert.deepEqual(others, []);
			const {
				schedule_key: key,
				state,
				canvas_id: canvas,
				schedule_id: id,
				worldwide_first_send_at: at,
			} = entry;
			assert.deepEqual(
				{ key, state, canvas, id },
				{ key: BOOKING.booking_id, state: 'scheduled', canvas: ONBOARDING, id: reminder.schedule_id },
			);
			assert.equal(Date.parse(at), Date.parse(reminder.first_send_at));
		});

		it('is cancelled by its key in another workflow after a restart of n8n', async () => {
			await host.restart();
			assert.equal((await listed()).length, 1);
			const [item] = await forBooking('Cancelled', brazeNode(host.credential, byKey));
			assert.equal(item.changed, true);
			assert.equal(item.schedule_id, reminder.schedule_id);
			assert.equal((await host.sandbox.schedule(reminder.schedule_id)).status, 'cancelled');
			assert.deepEqual(await listed(), []);
		});

		it('is not there for a second cancellation, which says so without asking Braze to cancel', async () => {
			const sent = (await host.sandbox.changes()).length;
			const [item] = await forBooking(
				'Cancelled again',
				brazeNode(host.credential, { ...byKey, options: { ignoreMissingSchedule: true } }),
			);
			assert.equal(item.changed, false);
			assert.equal((await host.sandbox.changes()).length, sent);
		});

		it('has messaged nobody', async () => {
			await host.sandbox.letDaysPass(10);
			assert.deepEqual(await host.sandbox.deliveries(), []);
		});
	});

	describe('a schedule with a key, in the editor', () => {
		/** @type {import('../support/browser.mjs').Browser} */
		let browser;
		/** @type {Editor} */
		let n8n;

		before(async () => {
			await host.sandbox.reset();
			browser = await openBrowser(host.results);
			n8n = new Editor(browser.page, host.address);
			await n8n.signIn(owner);
		});
		after(() => browser?.close());

		it('is cancelled by hand with the key alone', async () => {
			const [{ schedule_id: id }] = await forBooking(
				'Booked',
				scheduleNode(host.credential, { options: { scheduleKey: BOOKING.booking_id } }),
			);
			const cancel = brazeNode(host.credential, { operation: 'cancelSchedule', options: {} });
			const { id: workflowId } = await host.n8n.createWorkflow(
				workflow('Booking cancelled', [...startWithRows([BOOKING]), cancel]),
			);
			await browser.page.setViewportSize({ width: 1560, height: 700 });
			await n8n.openWorkflow(workflowId);
			await n8n.openNode('Braze');
			assert.ok((await n8n.fieldLabels()).includes('Schedule ID'));
			await n8n.choose('findScheduleBy', 'Schedule Key');
			await n8n.type('scheduleKey', BOOKING.booking_id);
			await n8n.addOption('Ignore Missing Schedule');
			await n8n.flip('ignoreMissingSchedule');
			const labels = await n8n.fieldLabels();
			assert.ok(labels.includes('Schedule Key'), labels.join());
			assert.ok(!labels.includes('Schedule ID') && !labels.includes('Canvas'), labels.join());

			const output = await n8n.executeStep();
			await output.getByText(id).first().waitFor();
			await withoutNotifications(browser.page);
			await n8n.part('node-execute-button').getByText('Execute step').first().waitFor();
			await keepPicture(browser.page, 'cancel-by-key');
			assert.equal((await host.sandbox.schedule(id)).status, 'cancelled');
		});
	});
}
