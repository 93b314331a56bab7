import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { NEWSLETTER_ID } from '../../../sandbox/seeds/subscriptionGroups';
import { Bench } from '../../support/bench';
import { byId } from '../../support/kinds';

/** Braze ignores the case of email addresses: two spellings are one person, and are sent as they were written. */

const bench = new Bench();

const BY_EMAIL = { identifyBy: 'email', email: '={{ $json.email }}' };
const TWO = [{ email: 'Ann@Example.com' }, { email: 'ann@example.COM' }];

const run = async (parameters: Record<string, unknown>, items: IDataObject[] = TWO) =>
	await bench.run(parameters, { items });

/** The spelling of the address in each request, in order. */
const spellings = () =>
	bench.bodies.map((body) => JSON.stringify(body).match(/ann@example\.com/gi) as string[] | null);

it.each<[string, Record<string, unknown>]>([
	[
		'Create or Update',
		{ resource: 'user', operation: 'upsert', identifyBy: 'email', specifyAttributes: 'autoMap' },
	],
	[
		'Set Status',
		{
			resource: 'subscriptionGroup',
			operation: 'setStatus',
			...BY_EMAIL,
			subscriptionGroupIds: [NEWSLETTER_ID],
		},
	],
	['Delete', { resource: 'user', operation: 'delete', confirmDelete: true, ...BY_EMAIL }],
	['Email: Set Status', { resource: 'email', operation: 'setStatus', email: '={{ $json.email }}' }],
	[
		'Merge, into one',
		{
			resource: 'user',
			operation: 'merge',
			confirmMerge: true,
			mergeIdentifyBy: 'email',
			mergeEmail: '={{ "old-" + $itemIndex + "@example.com" }}',
			...BY_EMAIL,
		},
	],
	[
		'Canvas: Send Now',
		{
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: byId(ONBOARDING_ID),
			sendTo: 'recipients',
			specifyRecipients: 'autoMap',
			identifyBy: 'email',
			otherFields: 'all',
			options: { combineItems: true },
		},
	],
])('sends them one after the other: %s', async (_, parameters) => {
	const items = TWO.map((one, index) => ({ ...one, plan: `plan ${index}` }));
	const { error } = await run(parameters, items);
	expect(error).toBeUndefined();
	expect(spellings()).toEqual([['Ann@Example.com'], ['ann@example.COM']]);
});

it('refuses the same recipient in two spellings of one item', async () => {
	const { error } = await bench.run({
		resource: 'canvas',
		operation: 'sendNow',
		canvasId: byId(ONBOARDING_ID),
		sendTo: 'recipients',
		identifyBy: 'email',
		recipients: { recipient: TWO },
	});
	expect(error?.message).toMatch(/^Recipient 2 repeats recipient 1: the same message to /);
	expect(bench.wire).toEqual([]);
});

it('refuses to merge a user into itself in another spelling', async () => {
	const { error } = await bench.run({
		resource: 'user',
		operation: 'merge',
		confirmMerge: true,
		mergeIdentifyBy: 'email',
		mergeEmail: 'Ann@Example.com',
		identifyBy: 'email',
		email: 'ann@example.com',
	});
	expect(error?.message).toBe("'Identify User to Keep By' identifies the user to merge");
	expect(bench.wire).toEqual([]);
});

it('never lets two changes of one address share a request, and loses none', async () => {
	const spelled = fc
		.tuple(
			fc.constantFrom('ann@example.com', 'bob@example.com'),
			fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
		)
		.map(([email, upper]) =>
			[...email].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''),
		);
	await fc.assert(
		fc.asyncProperty(fc.array(spelled, { minLength: 1, maxLength: 6 }), async (emails) => {
			bench.sandbox.reset();
			await run(
				{ resource: 'user', operation: 'upsert', identifyBy: 'email', specifyAttributes: 'autoMap' },
				emails.map((email, at) => ({ email, at })),
			);
			const requests = bench.bodies.map(
				(body) => (body as { attributes: Array<{ email: string }> }).attributes,
			);
			expect(
				requests
					.flat()
					.map(({ email }) => email)
					.sort(),
			).toEqual([...emails].sort());
			for (const attributes of requests) {
				const people = attributes.map(({ email }) => email.toLowerCase());
				expect(new Set(people).size).toBe(people.length);
			}
		}),
		{ numRuns: 50 },
	);
});
