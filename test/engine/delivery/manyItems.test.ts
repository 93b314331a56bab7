import { DeliveryRuns, itemOf, namedIn, numbers, people } from '../../support/deliveryRuns';

const runs = new DeliveryRuns();

it('sends 10,000 people in exactly 200 requests, each person once, and gives every item its result', async () => {
	const result = await runs.send(people(10_000));
	expect([result.status, result.ok.length, result.failed.length]).toEqual(['success', 10_000, 0]);
	expect(result.ok.map(itemOf)).toEqual(numbers(10_000));
	expect(result.ok.every(({ json }) => json.message === 'success' && json.recipient_count === 1)).toBe(true);
	expect(runs.sandbox.requests).toHaveLength(200);
	expect(runs.sandbox.requests.map((request) => namedIn(request).length)).toEqual(Array(200).fill(50));
	const accepted = runs.accepted();
	expect([accepted.size, [...accepted.values()].every((count) => count === 1)]).toEqual([10_000, true]);
});

it('sends people who come again each of their messages, one after the other, in input order', async () => {
	const items = numbers(10_000).map((index) => ({
		external_user_id: `p${index % 20 === 19 ? (index * 7) % 9_000 : index}`,
		number: index,
	}));
	const result = await runs.send(items, {}, {}, { otherFields: 'all' });
	expect([result.status, result.ok.length]).toEqual(['success', 10_000]);
	const wanted = new Map<string, number[]>();
	for (const { external_user_id: id, number } of items) wanted.set(id, [...(wanted.get(id) ?? []), number]);
	const got = new Map<string, number[]>();
	for (const { recipients } of runs.sandbox.state.sends) {
		expect(new Set(recipients.map((one) => one.external_user_id)).size).toBe(recipients.length);
		for (const { external_user_id: id = '', canvas_entry_properties: own } of recipients) {
			got.set(id, [...(got.get(id) ?? []), own?.number as number]);
		}
	}
	expect(got).toEqual(wanted);
	expect(runs.sandbox.requests.length).toBeLessThan(215);
});

it('schedules one by one unless told otherwise, and says what sharing would save', async () => {
	const result = await runs.schedule(people(20));
	expect(runs.sandbox.requests).toHaveLength(20);
	expect(new Set(result.ok.map(({ json }) => json.schedule_id)).size).toBe(20);
	expect(result.hints.map(({ message }) => message)).toContainEqual(
		expect.stringMatching(/needs 20 requests.*Combine Items.*need 1/),
	);
	runs.sandbox.reset();
	const combined = await runs.schedule(people(20), { combineItems: true });
	expect(runs.sandbox.requests).toHaveLength(1);
	expect(new Set(combined.ok.map(({ json }) => json.schedule_id)).size).toBe(1);
	expect(combined.hints.map(({ message }) => message)).not.toContainEqual(
		expect.stringMatching(/Combine Items/),
	);
});
