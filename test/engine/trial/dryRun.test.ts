import { assigned } from '../../support/assignments';
import { BODY, ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

const shown = (json: Record<string, unknown>) => json as { request: { body: unknown }; curl: string };

it('shows the request that would be sent, and a curl line without the key', async () => {
	const { ok, hints } = await bench.run({ options: { dryRun: true } });
	expect(bench.sentBodies).toEqual([]);
	expect(ok).toHaveLength(1);
	expect(ok[0].json).toMatchObject({
		dry_run: true,
		request: { method: 'POST', url: `${bench.sandbox.url}/canvas/trigger/schedule/create`, body: BODY },
		sends_at: '2026-09-09T07:00:00Z',
		recipient_count: 1,
	});
	expect(JSON.stringify(ok)).not.toContain('sandbox-key');
	expect(hints.map(({ message }) => message).join()).toContain('Dry run: nothing was sent');
});

it('shows the very body that is sent without it, with quotes kept for a shell', async () => {
	const parameters = { entryProperties: assigned({ name: 'text', value: 'it\'s <b>"5"</b>' }) };
	const { ok } = await bench.run({ ...parameters, options: { dryRun: true } });
	await bench.run(parameters);
	expect(shown(ok[0].json).request.body).toEqual(bench.sentBodies[0]);
	expect(shown(ok[0].json).curl).toContain(`it'\\''s`);
});

it('shows a shared request once, and points the other items to it', async () => {
	const { ok } = await bench.run(
		{ recipients: undefined, specifyRecipients: 'autoMap', options: { dryRun: true, combineItems: true } },
		{ items: [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }] },
	);
	expect(ok).toHaveLength(2);
	expect(ok[0].json).toMatchObject({
		request: { body: { recipients: [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }] } },
	});
	expect(ok[1].json).toMatchObject({ dry_run: true, shares_request_of_item: 1 });
	expect(ok[1].json).not.toHaveProperty('request');
});

it('refuses what would be refused', async () => {
	const { error } = await bench.run({
		recipients: { recipient: [{ externalUserId: '' }] },
		options: { dryRun: true },
	});
	expect(error?.message).toBe("'Recipients' has no recipients");
});

it.each([[null], ['={{ $json.missing }}'], ['true'], [1]])(
	'sends nothing where it is neither on nor off: %s',
	async (dryRun) => {
		const { error } = await bench.run({ options: { dryRun } });
		expect(error?.message).toContain("'Dry Run' must be on or off");
		expect(bench.sentBodies).toEqual([]);
	},
);

it('leaves no trace: sending afterwards in the same execution still sends', async () => {
	const { retry } = await bench.run({ options: { dryRun: true }, sendTo: 'audience', audience: '' });
	expect((await retry()).status).toBe('error');
	expect(bench.sentBodies).toEqual([]);
});
