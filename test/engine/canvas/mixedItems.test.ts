import { BODY, ScheduleBench } from '../../support/schedule';

/** Good and bad items side by side: each ends where it belongs, in the order of the input. */

const bench = new ScheduleBench();

const ITEMS = [{ id: '' }, { id: 'user-002' }, { id: null }, { id: 'user-004' }, { id: 'user-005' }];

const PARAMETERS = {
	recipients: { recipient: [{ externalUserId: '={{ $json.id }}' }] },
};

const run = async (settings: Record<string, unknown>, items: object[] = ITEMS) =>
	await bench.run(PARAMETERS, { items: items as never[], settings });

const places = (items: Array<{ pairedItem?: unknown }>) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

it('sends nothing at all when one item of many is bad and the node is to stop', async () => {
	const { error, ok, failed } = await run({});

	expect(bench.sandbox.requests).toEqual([]);
	expect({ ok, failed }).toEqual({ ok: [], failed: [] });
	expect(error?.message).toBe("'External User ID' is empty (item 1 of 5)");
	expect(error?.context?.data).toEqual({ item: 1 });
	expect(error?.description).toMatch(
		/Nothing was sent\. 1 more item also needs fixing\. To send the other 3, set 'On Error' to 'Continue \(using error output\)' in the node's settings\.$/,
	);
});

it('names the item that is bad, as people count, and what the row has instead', async () => {
	const { error } = await run({}, [
		{ id: 'user-001' },
		{ id: 'user-002' },
		{ name: 'Cleo', user_id: 'user-003' },
	]);

	expect(error?.message).toBe("'External User ID' is missing (item 3 of 3: user-003)");
	expect(error?.description).toContain("The item has 'user_id'.");
	// With an index, n8n would add its own count, from 0.
	expect(error?.context?.itemIndex).toBeUndefined();
	expect(bench.sandbox.requests).toEqual([]);
});

it('sends the good ones, and the bad ones to the error output', async () => {
	const { ok, failed, hints } = await run({ onError: 'continueErrorOutput' });

	expect(bench.bodies).toHaveLength(3);
	expect(bench.bodies).toEqual(
		expect.arrayContaining(
			['user-002', 'user-004', 'user-005'].map((id) => ({ ...BODY, recipients: [{ external_user_id: id }] })),
		),
	);
	expect(places(ok)).toEqual([1, 3, 4]);
	expect(places(failed)).toEqual([0, 2]);
	expect(failed.map(({ json }) => json.id)).toEqual(['', null]);
	expect(hints).toEqual([
		{
			message: expect.stringMatching(/^2 items not valid\..* See 'error' in each item/),
			type: 'warning',
			location: 'outputPane',
		},
	]);
});

it('gives each item the schedule of its own person', async () => {
	const { ok } = await run({ onError: 'continueErrorOutput' });

	for (const { json, pairedItem } of ok) {
		const { id } = ITEMS[(pairedItem as { item: number }).item];
		const kept = bench.sandbox.state.schedules.find(({ schedule_id }) => schedule_id === json.schedule_id);
		expect(kept?.recipients).toEqual([{ external_user_id: id }]);
	}
});

it('keeps good and bad ones in the order of the input when they share the output', async () => {
	const { ok, failed } = await run({ onError: 'continueRegularOutput' });

	expect(failed).toEqual([]);
	expect(places(ok)).toEqual([0, 1, 2, 3, 4]);
	expect(ok.map(({ json }) => Object.keys(json))).toEqual([
		['error'],
		expect.arrayContaining(['schedule_id']),
		['error'],
		expect.arrayContaining(['schedule_id']),
		expect.arrayContaining(['schedule_id']),
	]);
});

it('sends nobody twice when the first item is bad and the node retries', async () => {
	const { ok, failed } = await run({
		onError: 'continueErrorOutput',
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 1,
	});

	expect(bench.bodies).toHaveLength(3);
	expect(places(ok)).toEqual([1, 3, 4]);
	expect(places(failed)).toEqual([0, 2]);
	expect(ok.map(({ json }) => json.schedule_id).sort()).toEqual(
		bench.sandbox.state.schedules.map(({ schedule_id }) => schedule_id).sort(),
	);
});

it('sends nothing twice when Braze refuses one person and the node retries', async () => {
	bench.sandbox.faults.add({ kind: { type: 'refuseRecipient', id: 'user-001' } });
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { error } = await run(settings, [{ id: 'user-001' }, { id: 'user-002' }]);

	expect(error?.message).toBe('Invalid recipient: user-001 (item 1 of 2: user-001)');
	expect(bench.sandbox.state.schedules.map(({ recipients }) => recipients)).toEqual([
		[{ external_user_id: 'user-002' }],
	]);
	expect(error?.description).toContain(bench.ids().schedule_id);
});

it('carries no input item through unchanged when everything fails', async () => {
	for (const onError of ['continueRegularOutput', 'continueErrorOutput']) {
		const { ok, failed } = await run({ onError }, [{ id: '' }, { id: '', schedule_id: 'mine' }]);
		for (const { json } of [...ok, ...failed]) expect(json.error).toMatchObject({ outcome: 'invalid' });
	}
});

it('goes on with an empty input', async () => {
	const { status, ok } = await run({}, []);

	expect({ status, ok }).toEqual({ status: 'success', ok: [] });
	expect(bench.sandbox.requests).toEqual([]);
});

it('keeps the paused Canvas from looking like a success', async () => {
	bench.sandbox.state.canvases[0].enabled = false;
	const { ok, hints } = await run({}, [{ id: 'user-001' }]);

	const notice = 'The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect.';
	expect(ok[0].json).toMatchObject({ notice });
	expect(hints).toEqual([
		{
			message: `Braze accepted the request but says: ${notice} (1 item)`,
			type: 'warning',
			location: 'outputPane',
		},
	]);
});
