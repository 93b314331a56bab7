import { BODY, PARAMETERS, ScheduleBench } from '../support/schedule';

/**
 * Braze's documentation of the endpoint, field by field:
 * https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_triggered_canvases
 */

const bench = new ScheduleBench({ 'only-schedule': ['canvas.trigger.schedule.create'] });

const onlySent = () => {
	expect(bench.bodies).toHaveLength(1);
	return bench.bodies[0];
};

/** The audience of the page's sample: all four filters, two levels of groups. */
const SAMPLE_AUDIENCE = {
	AND: [
		{ custom_attribute: { custom_attribute_name: 'eye_color', comparison: 'equals', value: 'blue' } },
		{
			custom_attribute: {
				custom_attribute_name: 'favorite_foods',
				comparison: 'includes_value',
				value: 'pizza',
			},
		},
		{
			OR: [
				{
					custom_attribute: {
						custom_attribute_name: 'last_purchase_time',
						comparison: 'less_than_x_days_ago',
						value: 2,
					},
				},
				{ push_subscription_status: { comparison: 'is', value: 'opted_in' } },
			],
		},
		{ email_subscription_status: { comparison: 'is_not', value: 'subscribed' } },
		{ last_used_app: { comparison: 'after', value: '2019-07-22T13:17:55+0000' } },
	],
};

describe('the call', () => {
	it('is a POST of JSON with the key as bearer token', async () => {
		await bench.run();
		expect(bench.sandbox.requests[0]).toMatchObject({
			method: 'POST',
			path: '/canvas/trigger/schedule/create',
			headers: { 'content-type': 'application/json', authorization: expect.stringMatching(/^Bearer /) },
		});
	});

	it('needs the one permission of the endpoint and no other', async () => {
		const { ok } = await bench.run({}, { credential: bench.credential({ apiKey: 'only-schedule' }) });
		expect(ok).toHaveLength(1);
		expect(bench.sandbox.requests).toHaveLength(1);
	});

	it('says which permission is missing', async () => {
		const { error } = await bench.run(
			{},
			{ credential: bench.credential({ apiKey: 'sandbox-key-readonly' }) },
		);
		expect(error?.message).toContain('canvas.trigger.schedule.create');
	});
});

describe('canvas_id', () => {
	it('is required', async () => {
		await expect(bench.run({ canvasId: { __rl: true, mode: 'id', value: '' } })).rejects.toThrow(
			'Parameter "Canvas" is required',
		);
		await expect(bench.run({ canvasId: undefined })).rejects.toThrow('Parameter "Canvas" is required');
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([['={{ $json.missing }}'], ['={{ "" }}'], ['={{ null }}'], ['=  ']])(
		'is required of an expression too: %s',
		async (value) => {
			const { error } = await bench.run({ canvasId: { __rl: true, mode: 'id', value } });
			expect(error?.message).toMatch(/^'Canvas' is (missing|empty)$/);
			expect(bench.sandbox.requests).toEqual([]);
		},
	);

	it('is a string, trimmed', async () => {
		await bench.run({ canvasId: { __rl: true, mode: 'id', value: `= ${BODY.canvas_id}\n` } });
		expect(onlySent().canvas_id).toBe(BODY.canvas_id);
	});

	it('comes from the list as well, and as plain text from older or foreign workflows', async () => {
		await bench.run({
			canvasId: { __rl: true, mode: 'list', value: BODY.canvas_id, cachedResultName: 'Onboarding' },
		});
		await bench.run({ canvasId: BODY.canvas_id });
		expect(bench.bodies).toEqual([BODY, BODY]);
	});
});

describe('recipients', () => {
	it('are optional: an audience or a broadcast goes without', async () => {
		await bench.run({ sendTo: 'broadcast', confirmBroadcast: true });
		expect(onlySent()).not.toHaveProperty('recipients');
	});

	it('are never sent together with a broadcast', async () => {
		await bench.run({ confirmBroadcast: true });
		await bench.run({
			sendTo: 'recipientsInAudience',
			audience: JSON.stringify(SAMPLE_AUDIENCE),
			confirmBroadcast: true,
		});
		expect(bench.bodies.map((body) => [body.recipients, body.broadcast])).toEqual([
			[BODY.recipients, undefined],
			[BODY.recipients, undefined],
		]);
	});

	it('win with their own properties over those for everyone, which go along unchanged', async () => {
		await bench.run({
			specifyEntryProperties: 'json',
			entryPropertiesJson: '{ "greeting": "Hello", "plan": "Free" }',
			specifyRecipients: 'json',
			recipientsJson: '[{ "external_user_id": "user-001", "canvas_entry_properties": { "plan": "Pro" } }]',
		});
		expect(onlySent()).toMatchObject({
			canvas_entry_properties: { greeting: 'Hello', plan: 'Free' },
			recipients: [{ external_user_id: 'user-001', canvas_entry_properties: { plan: 'Pro' } }],
		});
		const [person] = bench.sandbox.state.schedules[0].effectiveRecipients;
		expect(person.properties).toEqual({ greeting: 'Hello', plan: 'Pro' });
	});
});

describe('audience', () => {
	it('of the sample is valid and goes out as it stands', async () => {
		await bench.run({ sendTo: 'audience', audience: JSON.stringify(SAMPLE_AUDIENCE, null, 2) });
		expect(onlySent()).toEqual({
			canvas_id: BODY.canvas_id,
			audience: SAMPLE_AUDIENCE,
			broadcast: true,
			schedule: BODY.schedule,
		});
		expect(bench.sandbox.requests[0].status).toBe(201);
	});

	it('narrows the recipients when both are given', async () => {
		await bench.run({ sendTo: 'recipientsInAudience', audience: JSON.stringify(SAMPLE_AUDIENCE) });
		expect(onlySent()).toEqual({ ...BODY, audience: SAMPLE_AUDIENCE });
	});
});

describe('broadcast', () => {
	it('is true exactly when there are no recipients', async () => {
		await bench.run();
		await bench.run({ sendTo: 'audience', audience: JSON.stringify(SAMPLE_AUDIENCE) });
		await bench.run({ sendTo: 'broadcast', confirmBroadcast: true });
		await bench.run({ sendTo: 'recipientsInAudience', audience: JSON.stringify(SAMPLE_AUDIENCE) });
		expect(bench.bodies.map((body) => [body.recipients === undefined, body.broadcast])).toEqual([
			[false, undefined],
			[true, true],
			[true, true],
			[false, undefined],
		]);
	});
});

describe('canvas_entry_properties', () => {
	it.each([['{}'], [''], ['={{ {} }}']])('are optional: %j sends none', async (entryPropertiesJson) => {
		await bench.run({ specifyEntryProperties: 'json', entryPropertiesJson });
		expect(onlySent()).toEqual(BODY);
	});

	it.each([['={{ $json.missing }}'], ['={{ null }}'], ['={{ "" }}']])(
		'are never left out because an expression found nothing: %s',
		async (entryPropertiesJson) => {
			const { error } = await bench.run({ specifyEntryProperties: 'json', entryPropertiesJson });
			expect(error?.message).toMatch(/^'Entry Properties JSON' is (missing|empty)$/);
			expect(bench.sandbox.requests).toEqual([]);
		},
	);

	it('are an object', async () => {
		for (const entryPropertiesJson of ['[]', '"text"', '1', 'true', '={{ ["a"] }}']) {
			const { error } = await bench.run({ specifyEntryProperties: 'json', entryPropertiesJson });
			expect(error?.message).toMatch(/^'Entry Properties JSON' must be a JSON object, but is /);
		}
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('the sample request of the page', () => {
	const json = (recipientsJson: unknown) => ({
		specifyRecipients: 'json',
		recipientsJson: JSON.stringify(recipientsJson),
	});

	it.each([
		[
			'names a recipient twice',
			json([
				{
					user_alias: 'example_alias',
					external_user_id: 'external_user_identifier',
					canvas_entry_properties: {},
				},
			]),
			"'Recipients JSON[0]' has 2 identifiers: external_user_id and user_alias",
			/exactly one per recipient/,
		],
		[
			'gives an alias as a bare text',
			json([{ user_alias: 'example_alias', canvas_entry_properties: {} }]),
			'\'Recipients JSON[0].user_alias\' must be an object with alias_name and alias_label, but is "example_alias"',
			/alias_name.*alias_label/,
		],
		['has an empty time', { sendTime: '={{ "" }}' }, "'Send Time' is empty", /Choose a date and time/],
	])('%s, which is refused', async (_, changes, message, cure) => {
		const { error } = await bench.run(changes);
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(cure);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('would be refused by the sandbox too', async () => {
		const { url } = bench.sandbox;
		const body = {
			...BODY,
			recipients: [{ user_alias: 'example_alias', external_user_id: 'external_user_identifier' }],
		};
		const headers = { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' };
		const answer = await fetch(`${url}/canvas/trigger/schedule/create`, {
			method: 'POST',
			headers,
			body: JSON.stringify(body),
		});
		expect(answer.status).toBe(400);
	});
});

it('answers with dispatch_id, schedule_id and message, which all reach the output', async () => {
	const { ok } = await bench.run({ ...PARAMETERS });
	expect(ok[0].json).toMatchObject({ ...bench.ids(), message: 'success' });
});
