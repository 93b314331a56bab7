// @ts-check
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { withoutNotifications } from '../support/pictures.mjs';
import { template } from '../support/templates.mjs';
import {
	nineInTheMorning,
	ONBOARDING,
	scheduleNode,
	startWithRows,
	workflow,
} from '../support/workflows.mjs';

const CANVAS = { __rl: true, mode: 'list', value: ONBOARDING, cachedResultName: 'Onboarding' };

/** The rows and the parameters of nodes that each make one mistake, or one choice that is not obvious. */
const CASES = {
	Twice: { rows: ['user-001', 'user-001', 'user-003'].map((id) => ({ external_user_id: id })) },
	'No ID': {
		rows: [{ external_user_id: 'user-001' }, { id: 'user-007' }, { external_user_id: 'user-003' }],
	},
	Past: {
		rows: [
			{ external_user_id: 'user-001', at: '2020-01-01T09:00:00' },
			{ external_user_id: 'user-003', at: nineInTheMorning(3) },
		],
		parameters: { sendTime: '={{ $json.at }}', options: { ifPast: 'skip' } },
	},
	Typo: {
		rows: [{}],
		parameters: {
			mode: 'dryRun',
			sendTo: 'audience',
			audienceGroups: {
				group: [
					{
						filters: {
							filter: [
								{
									kind: 'number',
									attribute: { __rl: true, mode: 'name', value: 'seat' },
									numberValue: 3,
								},
							],
						},
					},
				],
			},
		},
	},
	Mapped: { rows: [{ id: 'user-003' }], parameters: { sendTo: 'recipientsAutoMap' } },
};

/**
 * What a new user gets wrong, and what the editor shows then.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function mistakes(host, { browser, n8n }) {
	/** Opens the node of a case in the editor, in a workflow of its own. @param {keyof typeof CASES} name */
	const open = async (name) => {
		/** @type {{ rows: object[], parameters?: object }} */
		const { rows, parameters } = CASES[name];
		const braze = scheduleNode(host.credential, { canvasId: CANVAS, ...parameters });
		const { id } = await host.n8n.createWorkflow(workflow(name, [...startWithRows(rows), braze]));
		await n8n.openWorkflow(id);
		await n8n.openNode('Braze');
		await withoutNotifications(browser.page);
	};

	/** Opens the node of a case and runs it. @param {keyof typeof CASES} name */
	const run = async (name) => {
		await open(name);
		const output = await n8n.executeStep();
		await browser.shot(`mistake-${name}`);
		return output;
	};

	describe('the mistakes of a first hour', () => {
		before(() => browser.page.setViewportSize({ width: 1440, height: 900 }));
		beforeEach(() => host.sandbox.reset());

		it('the very same message twice is an error, and nothing is sent', async () => {
			const output = await run('Twice');
			await output
				.getByText(/Items 1 and 2 would send the same message to user-001/)
				.first()
				.waitFor();
			await output
				.getByText(/Identical Messages/)
				.first()
				.waitFor();
			assert.deepEqual(await host.sandbox.changes(), []);
		});

		it('a row without an ID is counted from 1, and what it has instead is named', async () => {
			const output = await run('No ID');
			const words = await output.innerText();
			assert.match(words, /item 2 of 3/i);
			assert.match(words, /'id'/);
			assert.match(words, /Continue \(using error output\)/);
			assert.deepEqual(await host.sandbox.changes(), []);
		});

		it('a skipped item has the columns of the others', async () => {
			const output = await run('Past');
			await output.getByText('user-003').first().waitFor();
			const heads = (await output.locator('th').allInnerTexts()).map((head) => head.trim());
			assert.deepEqual(heads.slice(0, 2), ['skipped', 'reason']);
			assert.ok(heads.includes('schedule_id'), heads.join());
			assert.equal(await output.locator('td').getByText('undefined', { exact: true }).count(), 0);
			assert.equal((await host.sandbox.schedules()).length, 1);
		});

		it('a typo in an attribute is noticed before anything is sent', async () => {
			const output = await run('Typo');
			await output
				.getByText(/Braze has no .*'seat'.* Did you mean 'seats'\?/)
				.first()
				.waitFor();
		});

		it('Map Automatically says which field it looked for, and takes the one that is entered', async () => {
			const output = await run('Mapped');
			await output
				.getByText(/has no field external_user_id/)
				.first()
				.waitFor();
			await output
				.getByText(/'ID Field'/)
				.first()
				.waitFor();
			assert.deepEqual(await host.sandbox.changes(), []);

			await n8n.type('externalIdField', 'id');
			await n8n.executeStep();
			const [{ body }] = await host.sandbox.changes();
			assert.deepEqual(body.recipients, [{ external_user_id: 'user-003' }]);
		});

		it('a second group of filters begins with a filter', async () => {
			await open('Typo');
			const filters = n8n.part('parameter-input-kind');
			await filters.first().waitFor();
			assert.equal(await filters.count(), 1);
			await n8n.add('Add Group');
			await filters.nth(1).waitFor();
			assert.equal(await filters.count(), 2);
			await browser.shot('audience-second-group');
		});

		it('an imported template sends nothing, and shows what to choose first', async () => {
			const { id } = await host.n8n.createWorkflow(template('failed-payment-dunning'));
			await n8n.openWorkflow(id);
			const braze = browser.page.locator(
				'[data-test-id="canvas-node"][data-node-name="Tell the customer tomorrow"]',
			);
			await n8n.part('node-issues', braze).first().waitFor();
			await browser.shot('template-imported');
			await n8n.openNode('Tell the customer tomorrow');
			const mode = n8n.field('mode').locator('input');
			assert.equal(await mode.inputValue(), 'Dry Run');
			const canvas = n8n
				.part('parameter-item')
				.filter({ hasText: /^Canvas/ })
				.first();
			await n8n.part('parameter-issues', canvas).first().waitFor();
		});

		it('asks for nothing outside this machine, and nothing in it breaks', () => {
			assert.deepEqual([...browser.outside], []);
			assert.deepEqual(browser.failures, []);
		});
	});
}
