// @ts-check
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { brazeNode, node, workflow } from '../support/workflows.mjs';

const REQUESTS = [
	'Include Input Fields',
	'Maximum Wait',
	'Parallel Requests',
	'Request Timeout',
	'Requests per Minute',
];
const SENDING = [
	...REQUESTS,
	'Deduplicate By',
	'Recipient Limit',
	'Resend Unclear Requests',
	'Combine Items',
	'Allow Repeated Audiences',
	'Identical Messages',
	'Check Recipients',
];

/** What an operation offers as its options, and what Combine Items is set to when it is added. */
const operations = [
	{
		resource: 'canvas',
		operation: 'schedule',
		options: [
			...SENDING,
			'Check First',
			'Entry Properties',
			'Entry Properties JSON',
			'If the Time Is Past',
			'Schedule Key',
			'Send Entry Properties As',
		],
		combineItems: false,
	},
	{
		resource: 'message',
		operation: 'sendNow',
		options: [
			...SENDING,
			'API Campaign ID',
			'Message Variation ID',
			'Ignore Frequency Capping',
			'Recipient Subscription State',
			'Send ID',
		],
		combineItems: true,
	},
	{
		resource: 'user',
		operation: 'upsert',
		options: [
			...REQUESTS,
			'Combine Items',
			'Deduplicate By',
			'Merge Nested Objects',
			'Only Changed Attributes',
			'Recipient Limit',
			'Resend Unclear Requests',
			'Update Existing Only',
			'Wait Until Processed',
		],
		combineItems: true,
	},
];

/**
 * All operations share one list of options: each offers its own and no others.
 * @param {import('../support/host.mjs').Host} host
 * @param {import('../support/browser.mjs').Session} session
 */
export function options(host, { browser, n8n }) {
	describe('the options of an operation', () => {
		before(async () => {
			const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
			const nodes = operations.map(({ resource, operation }) => ({
				...brazeNode(host.credential, { resource, operation }),
				name: resource,
			}));
			const { id } = await host.n8n.createWorkflow(workflow('Options', [start, ...nodes]));
			await n8n.openWorkflow(id);
		});

		for (const { resource, operation, options: expected, combineItems } of operations) {
			it(`${resource}: ${operation} offers its own options, and adds them as they are by default`, async () => {
				await n8n.openNode(resource);
				assert.deepEqual(
					await n8n.offeredOptions(),
					[...expected].sort((a, b) => a.localeCompare(b)),
				);
				await browser.shot(`options-${resource}`);
				await n8n.addOption('Combine Items');
				assert.equal(await n8n.isOn('combineItems'), combineItems);
				assert.equal(await n8n.part('parameter-input-combineItems').count(), 1);
				const left = expected.filter((label) => label !== 'Combine Items').sort((a, b) => a.localeCompare(b));
				assert.deepEqual(await n8n.offeredOptions(), left);
				await n8n.closeNode();
			});
		}

		it('asks for nothing outside this machine, and nothing in it breaks', () => {
			assert.deepEqual([...browser.outside], []);
			assert.deepEqual(browser.failures, []);
		});
	});
}
