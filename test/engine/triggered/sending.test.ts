import { assigned } from '../../support/assignments';
import { Bench, itemErrors, jsons, pairing, stop } from '../../support/bench';
import { byId, fromList, KINDS } from '../../support/kinds';

const AUDIENCE = { custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } };

const rows = (...ids: string[]) => ({ recipient: ids.map((externalUserId) => ({ externalUserId })) });

describe.each(KINDS)(
	'$resource: send now',
	({ resource, path, parameter, idKey, id, word, properties, unknownId }) => {
		const bench = new Bench({
			resource,
			operation: 'sendNow',
			[parameter]: byId(id),
			recipients: rows('user-001'),
		});

		it('sends what the editor holds, and gives back what Braze answered', async () => {
			const result = await bench.run(
				{
					[parameter]: fromList(id, 'As listed'),
					recipients: rows('user-001', '={{ $json.contact }}'),
					entryProperties: assigned({ name: 'seats', type: 'number', value: '={{ $json.seats }}' }),
				},
				{ items: [{ contact: 'user-002', seats: 12 }] },
			);

			expect(stop(result)).toEqual({});
			expect(bench.wire).toEqual([
				{
					method: 'POST',
					path: `${path}/trigger/send`,
					query: {},
					body: {
						[idKey]: id,
						[properties]: { seats: 12 },
						recipients: [{ external_user_id: 'user-001' }, { external_user_id: 'user-002' }],
					},
				},
			]);
			const [{ dispatch_id }] = bench.sandbox.state.sends;
			expect(result.ok).toEqual([
				{
					json: {
						dispatch_id,
						message: 'success',
						[`${resource}_name`]: 'As listed',
						[idKey]: id,
						recipient_count: 2,
					},
					pairedItem: { item: 0 },
				},
			]);
			expect(bench.sandbox.state.deliveries.map(({ external_id }) => external_id)).toEqual([
				'user-001',
				'user-002',
			]);
		});

		it.each([
			[
				'recipients',
				{ recipients: rows('user-003') },
				{ recipients: [{ external_user_id: 'user-003' }] },
				1,
				undefined,
			],
			[
				'recipients in an audience',
				{
					sendTo: 'recipientsInAudience',
					recipients: rows('user-003'),
					specifyAudience: 'json',
					audience: AUDIENCE,
				},
				{ recipients: [{ external_user_id: 'user-003' }], audience: AUDIENCE },
				1,
				'plan is "pro"',
			],
			[
				'an audience',
				{ sendTo: 'audience', specifyAudience: 'json', audience: AUDIENCE },
				{ audience: AUDIENCE, broadcast: true },
				undefined,
				'plan is "pro"',
			],
			[
				'everyone, confirmed',
				{ sendTo: 'broadcast', confirmBroadcast: true },
				{ broadcast: true },
				undefined,
				'everyone in the audience set in Braze',
			],
		])('reaches %s', async (_, parameters, body, count, audience) => {
			const [json] = jsons(await bench.run({ recipients: undefined, ...parameters }));

			expect(bench.bodies).toEqual([{ [idKey]: id, ...body }]);
			expect(json.recipient_count).toBe(count);
			expect(json.audience).toBe(audience);
		});

		it('sends nothing to everyone that was not confirmed', async () => {
			const result = await bench.run({ sendTo: 'broadcast' });

			expect(bench.wire).toEqual([]);
			expect(stop(result)).toEqual({
				message: "'Confirm Broadcast' is off",
				description:
					"A broadcast messages everyone in the audience set in Braze. If you want that, turn it on. Otherwise choose 'Recipients' under 'Send To'. Nothing was sent.",
			});
		});

		it('combines items into requests of 50 people, and gives each its result', async () => {
			const items = Array.from({ length: 120 }, (_, index) => ({ external_user_id: `person-${index}` }));
			const result = await bench.run({ recipients: undefined, specifyRecipients: 'autoMap' }, { items });

			const sizes = bench.bodies.map((body) => (body as { recipients: unknown[] }).recipients.length);
			expect(sizes).toEqual([50, 50, 20]);
			expect(pairing(result)).toEqual(items.map((_, item) => ({ item })));
			expect(jsons(result).every(({ recipient_count }) => recipient_count === 1)).toBe(true);
		});

		it('keeps items apart that differ in more than their recipients, and on demand all', async () => {
			const each = (value: string) => assigned({ name: 'deal', value });
			const items = [
				{ id: 'user-001', deal: 'a' },
				{ id: 'user-002', deal: 'b' },
			];
			await bench.run(
				{ recipients: rows('={{ $json.id }}'), entryProperties: each('={{ $json.deal }}') },
				{ items },
			);
			expect(bench.bodies).toHaveLength(2);

			bench.sandbox.requests.length = 0;
			await bench.run({ recipients: rows('={{ $json.id }}'), options: { combineItems: false } }, { items });
			expect(bench.bodies).toHaveLength(2);
		});

		it('refuses items that would repeat the same broadcast', async () => {
			const result = await bench.run({ sendTo: 'broadcast', confirmBroadcast: true }, { items: [{}, {}] });

			expect(bench.wire).toEqual([]);
			expect(result.error?.message).toBe('Items 1 and 2 would send the same message to the same audience');
			expect(result.error?.description).toContain("Turn on 'Execute Once' in the node's settings");
		});

		it(`says which ${word} Braze does not know`, async () => {
			const result = await bench.run({ [parameter]: byId('no-such-id') });

			expect(result.error?.message).toBe(unknownId);
			expect(result.error?.description).toContain('Braze refused the request (400)');
		});

		it('needs an ID, also where an expression finds none', async () => {
			const result = await bench.run({ [parameter]: byId('={{ $json.missing }}') });

			expect(bench.wire).toEqual([]);
			expect(stop(result)).toEqual({
				message: `'${word === 'Canvas' ? 'Canvas' : 'Campaign'}' is missing`,
				description:
					'Check the expression: the input item may not have this field. The item has no fields. Nothing was sent.',
			});
		});

		it('sends the good items, and hands the bad one back, with On Error: Continue', async () => {
			const items = [{ id: 'user-001' }, { id: '' }, { id: 'user-003' }];
			const settings = { onError: 'continueErrorOutput' } as const;
			const result = await bench.run({ recipients: rows('={{ $json.id }}') }, { items, settings });

			expect(bench.bodies).toEqual([
				{ [idKey]: id, recipients: [{ external_user_id: 'user-001' }, { external_user_id: 'user-003' }] },
			]);
			expect(pairing(result)).toEqual([{ item: 0 }, { item: 2 }]);
			expect(itemErrors(result)).toEqual([
				{
					message: "'External User ID' is empty",
					description: 'Enter a value. If it is an expression, it returned an empty string.',
					outcome: 'invalid',
				},
			]);
		});

		it(`tells when Braze took it and sends nothing, as the ${word} is paused`, async () => {
			bench.sandbox.state.canvases.forEach((one) => (one.enabled = false));
			bench.sandbox.state.campaigns.forEach((one) => (one.enabled = false));
			const result = await bench.run();

			const notice = `The ${word} is paused. Resume the ${word} to ensure trigger requests will take effect.`;
			expect(jsons(result)[0].notice).toBe(notice);
			expect(result.hints).toMatchObject([
				{ message: `Braze accepted the request but says: ${notice} (1 item)`, type: 'warning' },
			]);
		});
	},
);
