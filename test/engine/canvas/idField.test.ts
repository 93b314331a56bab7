import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

/** Map Automatically: the field of the items that identifies the person, under any name. */

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	specifyRecipients: 'autoMap',
	sendTime: '2026-09-09T09:00:00',
});

const recipients = () => bench.bodies.flatMap((body) => (body as { recipients: unknown[] }).recipients);

it.each([
	['externalId', { externalIdField: 'id' }, { external_user_id: 'user-001' }],
	['externalId', { externalIdField: ' id ' }, { external_user_id: 'user-001' }],
	['brazeId', { brazeIdField: 'id' }, { braze_id: 'user-001' }],
])('identifies by %s in the field that is named: %j', async (identifyBy, field, recipient) => {
	await bench.run(
		{ identifyBy, ...field, otherFields: 'all' },
		{ items: [{ id: 'user-001', external_id: 'other', external_user_id: 'another' }] },
	);
	expect(recipients()).toMatchObject([recipient]);
	expect(JSON.stringify(recipients())).not.toContain('"id"');
});

it('identifies by an email address in the field that is named', async () => {
	await bench.run({ identifyBy: 'email', emailField: 'mail' }, { items: [{ mail: 'ada@example.com' }] });
	expect(recipients()).toMatchObject([{ email: 'ada@example.com' }]);
});

it.each([[{}], [{ externalIdField: '' }], [{ externalIdField: 'external_user_id' }]])(
	'takes either usual name where no other is entered: %j',
	async (parameters) => {
		await bench.run(parameters, { items: [{ external_id: 'user-001' }] });
		expect(recipients()).toEqual([{ external_user_id: 'user-001' }]);
	},
);

it('says where to enter the name of a field', async () => {
	const { message, description } = stop(await bench.run({}, { items: [{ id: 'user-001' }] }));
	expect(message).toContain('has no field external_user_id or external_id');
	expect(description).toContain("Enter the name of the field under 'ID Field'");
	expect(bench.wire).toEqual([]);
});

it('sends nothing where the named field is empty', async () => {
	const { message } = stop(
		await bench.run({ externalIdField: 'id' }, { items: [{ id: '', external_id: 'user-001' }] }),
	);
	expect(message).toContain('Input item.id');
	expect(bench.wire).toEqual([]);
});

it('identifies the person of a profile, and writes no attribute of it', async () => {
	await bench.run(
		{
			resource: 'user',
			operation: 'upsert',
			specifyAttributes: 'autoMap',
			externalIdField: 'id',
		},
		{ items: [{ id: 'user-001', plan: 'pro' }] },
	);
	expect(bench.bodies).toEqual([
		{ attributes: [expect.objectContaining({ external_id: 'user-001', plan: 'pro' })] },
	]);
	expect(JSON.stringify(bench.bodies)).not.toContain('"id"');
});

it('identifies the person of a message', async () => {
	await bench.run(
		{
			resource: 'message',
			operation: 'sendNow',
			channel: 'androidPush',
			title: 'A',
			text: 'B',
			externalIdField: 'id',
		},
		{ items: [{ id: 'user-001' }] },
	);
	expect(bench.bodies).toMatchObject([{ external_user_ids: ['user-001'] }]);
});
