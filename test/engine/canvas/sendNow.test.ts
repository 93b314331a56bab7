import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, jsons, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench({ resource: 'canvas', operation: 'sendNow', canvasId: byId(ONBOARDING_ID) });

const OWN = { externalUserId: 'user-001', options: { entryPropertiesJson: '{ "seats": 12 }' } };
const SHARED = { specifyEntryProperties: 'json', entryPropertiesJson: '{ "plan": "pro" }' };

it.each([
	['canvas_entry_properties', {}],
	['canvas_entry_properties', { entryPropertiesKey: 'canvas_entry_properties' }],
	['context', { entryPropertiesKey: 'context' }],
])('sends entry properties as %s: %j', async (key, options) => {
	const result = await bench.run({ ...SHARED, options, recipients: { recipient: [OWN] } });

	expect(stop(result)).toEqual({});
	expect(bench.bodies).toEqual([
		{
			canvas_id: ONBOARDING_ID,
			[key]: { plan: 'pro' },
			recipients: [{ external_user_id: 'user-001', [key]: { seats: 12 } }],
		},
	]);
	expect(bench.sandbox.state.deliveries[0].properties).toEqual({ plan: 'pro', seats: 12 });
});

it('takes no third name for them', async () => {
	const options = { entryPropertiesKey: '={{ "trigger_properties" }}' };
	const result = await bench.run({ ...SHARED, options, recipients: { recipient: [OWN] } });

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(`'Send Entry Properties As' is "trigger_properties"`);
});

it('makes a person whom Braze does not know yet, and messages them', async () => {
	const options = { createIfMissing: true, attributesJson: '{ "first_name": "Nia" }' };
	await bench.run({ recipients: { recipient: [{ externalUserId: 'new-1', options }] } });

	expect(bench.bodies).toEqual([
		{
			canvas_id: ONBOARDING_ID,
			recipients: [
				{ external_user_id: 'new-1', attributes: { first_name: 'Nia' }, send_to_existing_only: false },
			],
		},
	]);
	expect(bench.sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual(['new-1']);
});

it('tells how many it named, not how many Braze reached', async () => {
	const recipients = { recipient: [{ externalUserId: 'nobody-1' }, { externalUserId: 'user-001' }] };
	const [json] = jsons(await bench.run({ recipients }));

	expect(json.recipient_count).toBe(2);
	expect(bench.sandbox.state.deliveries).toHaveLength(1);
});

it('has no attachments and no send ID', async () => {
	const { canvas } = await import('../../../nodes/Braze/resources/canvas');
	const names = canvas.operations
		.flatMap(({ fields }) => fields)
		.flatMap(({ options = [] }) => options.map(({ name }) => name));

	expect(names).not.toContain('attachments');
	expect(names).not.toContain('sendId');
});
