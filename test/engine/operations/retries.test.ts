import type { INodeParameters } from 'n8n-workflow';

import { ORDER_SHIPPED_ID, RECEIPT_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { assigned } from '../../support/assignments';
import { Bench } from '../../support/bench';
import type { BrazeResult } from '../../support/engine';
import { byId } from '../../support/kinds';
import { PUSH, rows } from '../../support/messages';
import { freezeTime } from '../../support/time';

/** What a retry of the execution must not do again, though the clock gives other values by then. */
const CREATING: Array<[string, INodeParameters]> = [
	[
		'a transactional email with attributes of the moment',
		{
			resource: 'campaign',
			operation: 'sendTransactional',
			campaignId: byId(RECEIPT_ID),
			externalUserId: '={{ $json.id }}',
			attributes: assigned({ name: 'last_order', value: '={{ $now.toISO() }}' }),
		},
	],
	[
		'a transactional email with an external send ID of the moment',
		{
			resource: 'campaign',
			operation: 'sendTransactional',
			campaignId: byId(RECEIPT_ID),
			externalUserId: '={{ $json.id }}',
			externalSendId: '={{ $json.id }}-{{ $now.toMillis() }}',
		},
	],
	[
		'a copy named after the moment',
		{
			resource: 'canvas',
			operation: 'duplicate',
			canvasId: byId(ONBOARDING_ID),
			name: '={{ $json.id }} {{ $now.toISO() }}',
		},
	],
	[
		'a send ID of the moment',
		{
			resource: 'campaign',
			operation: 'createSendId',
			campaignId: byId(ORDER_SHIPPED_ID),
			sendId: '={{ $json.id }}-{{ $now.toMillis() }}',
		},
	],
	[
		'a message with a text of the moment',
		{
			resource: 'message',
			operation: 'sendNow',
			...PUSH,
			text: '={{ $now.toISO() }}',
			recipients: rows('={{ $json.id }}'),
			options: { combineItems: false },
		},
	],
	[
		'an event of the moment, with attributes',
		{
			resource: 'user',
			operation: 'trackEvent',
			externalUserId: '={{ $json.id }}',
			eventName: 'seen',
			specifyProperties: 'json',
			propertiesJson: '={{ { at: $now.toISO() } }}',
			attributes: assigned({ name: 'last_seen', value: '={{ $now.toISO() }}' }),
			options: { combineItems: false },
		},
	],
	[
		'a deletion',
		{
			resource: 'user',
			operation: 'delete',
			confirmDelete: true,
			externalUserId: '={{ $json.id }}',
			options: { combineItems: false },
		},
	],
	[
		'an external ID of the moment',
		{
			resource: 'user',
			operation: 'renameExternalId',
			externalUserId: '={{ $json.id }}',
			newExternalUserId: '={{ $json.id }}-{{ $now.toMillis() }}',
			options: { combineItems: false },
		},
	],
];

const bench = new Bench();

/** Runs two items, of which Braze refuses the second once, and retries: that one alone is sent again. */
async function retrySecond(parameters: INodeParameters, refused: string): Promise<BrazeResult> {
	bench.sandbox.faults.add({
		match: { bodyIncludes: refused },
		kind: { type: 'status', status: 400, body: { message: 'No' } },
	});
	const first = await bench.run(parameters, { items: [{ id: 'user-001' }, { id: 'user-002' }] });
	const before = bench.wire.length;
	freezeTime('2026-09-07T10:00:00Z');
	const again = await first.retry();

	expect([first.status, again.status]).toEqual(['error', 'success']);
	expect(bench.wire.slice(before)).toHaveLength(1);
	expect(JSON.stringify(bench.wire[before].body)).toContain('user-002');
	return again;
}

it.each(CREATING)('sends only what is left: %s', async (_, parameters) => {
	const again = await retrySecond(parameters, 'user-002');
	expect(again.ok.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

/** A filter of the last week, which is another week when the retry runs. */
const ACTIVE = `={{ { AND: [
	{ last_used_app: { comparison: 'after', value: $now.minus({ days: 7 }).toISO() } },
	{ custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: $json.id } },
] } }}`;

it.each<[string, INodeParameters]>([
	['Canvas', { resource: 'canvas', operation: 'sendNow', canvasId: byId(ONBOARDING_ID) }],
	['message', { resource: 'message', operation: 'sendNow', ...PUSH }],
])('does not message an audience again whose filters the clock changes: %s', async (_, parameters) => {
	const target = { sendTo: 'audience', specifyAudience: 'json', audience: ACTIVE };
	await retrySecond({ ...parameters, ...target }, '"user-002"');
});

it('sends nothing again when Braze already has it and the answer was lost', async () => {
	bench.sandbox.faults.add({ kind: { type: 'drop', when: 'after' } });
	const first = await bench.run(CREATING[0][1], { items: [{ id: 'user-001' }] });
	freezeTime('2026-09-07T10:00:00Z');
	const again = await first.retry();

	expect(bench.wire).toHaveLength(1);
	expect(again.error?.message).toBe('Braze did not respond, so it is unknown whether this was carried out');
});
