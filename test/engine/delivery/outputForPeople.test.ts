import { withInputFields } from '../../../nodes/Braze/delivery/results/resultItems';
import { assigned } from '../../support/assignments';
import { itemErrors, jsons } from '../../support/bench';
import { ScheduleBench } from '../../support/schedule';

/** What people read first in the output, and what they can add to it. */

const bench = new ScheduleBench();

const EACH = { recipients: { recipient: [{ externalUserId: '={{ $json.id }}' }] } };

const INCLUDING = { options: { includeInputFields: true } };

it('begins with the ID to keep and the time, and ends with the window around the world', async () => {
	const [json] = jsons(await bench.run({ delivery: 'localTime', sendTime: '2026-09-09T09:00:00' }));

	const names = Object.keys(json);
	expect(names.slice(0, 2)).toEqual(['schedule_id', 'when']);
	expect(names.slice(-2)).toEqual(['worldwide_first_send_at', 'worldwide_last_send_at']);
	expect(json.when).toBe("9 Sep 2026, 09:00 in each person's local time");
});

it('keeps the fields of the input on demand, behind those of the result, which count', async () => {
	const items = [{ id: 'user-001', message: 'mine', city: 'London' }];
	const [plain] = jsons(await bench.run(EACH, { items }));
	const [json] = jsons(await bench.run({ ...EACH, ...INCLUDING }, { items }));

	expect(plain).not.toHaveProperty('city');
	expect(json).toMatchObject({ id: 'user-001', city: 'London', message: 'success' });
	expect(Object.keys(json).slice(-2)).toEqual(['id', 'city']);
});

it.each([['x'], [{ message: 'x' }], [true], [null], [{}]])(
	'renames an error of the input, %j: n8n would take it for that of the result, and run the node again',
	async (error) => {
		const items = [{ id: 'user-001', error, city: 'London' }];
		const result = await bench.run(
			{ ...EACH, ...INCLUDING, operation: 'sendNow', sendTime: undefined },
			{
				items,
				settings: {
					retryOnFail: true,
					maxTries: 3,
					waitBetweenTries: 1,
					onError: 'continueErrorOutput',
				},
			},
		);
		const [json] = jsons(result);

		expect(json).toMatchObject({ city: 'London', input_error: error, message: 'success' });
		expect(json).not.toHaveProperty('error');
		expect(bench.sandbox.requests.filter(({ path }) => path === '/canvas/trigger/send')).toHaveLength(1);
	},
);

it.each([
	[{ input_error: 'mine' }, { input_error_2: 'x' }],
	[{ input_error: 'mine', input_error_2: null }, { input_error_3: 'x' }],
])('gives an error of the input a name that is free beside %j', async (others, renamed) => {
	const items = [{ id: 'user-001', error: 'x', ...others }];
	const [json] = jsons(await bench.run({ ...EACH, ...INCLUDING }, { items }));

	expect(json).toMatchObject({ ...others, ...renamed });
	expect(json).not.toHaveProperty('error');
});

it('gives an error of the input a name that the result does not have', () => {
	const result = { json: { input_error: 'of the result' }, pairedItem: { item: 0 } };

	expect(withInputFields([result], [{ json: { error: 'x' } }])).toMatchObject([
		{ json: { input_error: 'of the result', input_error_2: 'x' } },
	]);
});

it('leaves error items to n8n, also with that option', async () => {
	const result = await bench.run(
		{ ...EACH, ...INCLUDING },
		{
			items: [
				{ id: 'user-001', city: 'London' },
				{ id: '', city: 'Rome' },
			],
			settings: { onError: 'continueErrorOutput' },
		},
	);

	expect(jsons(result)).toMatchObject([{ id: 'user-001', city: 'London' }]);
	expect(itemErrors(result)).toMatchObject([{ outcome: 'invalid' }]);
	expect(result.failed[0].json.city).toBe('Rome');
});

it('names the attributes that were written', async () => {
	const result = await bench.run({
		resource: 'user',
		operation: 'upsert',
		identifyBy: 'externalId',
		externalUserId: 'user-001',
		attributes: assigned({ name: 'plan', value: 'pro' }, { name: 'email', value: 'ada@example.com' }),
	});

	expect(jsons(result)).toMatchObject([{ attributes_count: 1, attribute_names: ['plan', 'email'] }]);
});

const VIP = { custom_attribute: { custom_attribute_name: 'vip', comparison: 'equals', value: true } };

it.each([
	['audience', 'for everyone in the audience “vip is true” (number unknown) on'],
	['recipientsInAudience', 'for up to 1 person in the audience “vip is true” on'],
])('says in words who a dry run would reach: %s', async (sendTo, words) => {
	const [json] = jsons(await bench.run({ mode: 'dryRun', sendTo, audience: JSON.stringify(VIP) }));

	expect(json.summary).toContain(words);
});

it('says in a dry run how many requests Combine Items would save', async () => {
	const items = Array.from({ length: 20 }, (_, index) => ({ id: `user-${index}` }));
	const result = await bench.run({ ...EACH, mode: 'dryRun' }, { items });

	expect(result.hints.map(({ message }) => message)).toContainEqual(
		expect.stringContaining(
			"This run needs 20 requests. With 'Combine Items' in the options, it would need 1",
		),
	);
});
