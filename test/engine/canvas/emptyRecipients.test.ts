import { ScheduleBench } from '../../support/schedule';

/**
 * Nothing that is empty or broken ever reaches anybody, least of all everybody: no request is made at all, and the
 * error says which field it was.
 */

const bench = new ScheduleBench();

const AUDIENCE = '{ "email_subscription_status": { "comparison": "is", "value": "opted_in" } }';

const TARGETS = [{ sendTo: 'recipients' }, { sendTo: 'recipientsInAudience', audience: AUDIENCE }];

/** What an expression or a careless hand leaves in a field. */
const EMPTY_VALUES = [
	'',
	'   ',
	'undefined',
	'null',
	'={{ $json.missing }}',
	'={{ $json.missing.deeper.still }}',
	'={{ null }}',
	'={{ undefined }}',
	'={{ "" }}',
	'={{ [] }}',
	'={{ {} }}',
	'={{ NaN }}',
	'={{ true }}',
	'={{ ["user-001"] }}',
	'={{ ({ id: "user-001" }) }}',
	'={{ new Date() }}',
	'={{ [object Object] }}',
	'={{ $json. }}',
	'={{ nowhere.at.all }}',
	'={{ $("Nowhere").first().json.id }}',
	'={{ (() => { throw new Error("no") })() }}',
	'={{ $json.text }}{{ $json.missing }}',
];

const ROWS = [
	{ identifyBy: 'externalId', row: (value: string) => ({ externalUserId: value }) },
	{ identifyBy: 'email', row: (value: string) => ({ email: value }) },
	{ identifyBy: 'brazeId', row: (value: string) => ({ brazeId: value }) },
	{ identifyBy: 'userAlias', row: (value: string) => ({ aliasName: value, aliasLabel: 'crm' }) },
	{ identifyBy: 'userAlias', row: (value: string) => ({ aliasName: 'crm-001', aliasLabel: value }) },
];

/** Runs with On Error: Stop for one of the targets, and with the error output for the other. */
async function expectNothingSent(changes: Record<string, unknown>, field: RegExp, item = {}): Promise<void> {
	const stops = changes.sendTo === 'recipients';
	const settings = { onError: stops ? ('stopWorkflow' as const) : ('continueErrorOutput' as const) };
	const { error, ok, failed } = await bench.run(changes, { items: [item], settings });
	expect(bench.sandbox.requests).toEqual([]);
	expect(ok).toEqual([]);
	const told = stops ? error : (failed[0].json.error as unknown as { message: string });
	expect(told?.message).toMatch(field);
	if (stops) expect(error?.description).toMatch(/Nothing was sent\.$/);
	expect(failed).toHaveLength(stops ? 0 : 1);
}

describe.each(TARGETS)('$sendTo', (target) => {
	describe('by rows', () => {
		it.each([[undefined], [{}], [{ recipient: [] }], [{ recipient: [{}] }]])(
			'reaches nobody with %j',
			async (recipients) => {
				await expectNothingSent({ ...target, recipients }, /^'Recipients' has no recipients/);
			},
		);

		it.each(ROWS.flatMap((way) => EMPTY_VALUES.map((value) => ({ ...way, value, fields: way.row(value) }))))(
			'reaches nobody with $fields',
			async ({ identifyBy, fields }) => {
				await expectNothingSent(
					{ ...target, identifyBy, recipients: { recipient: [fields] } },
					/^'(Recipients|External User ID|Email|Braze ID|Alias Name|Alias Label)' /,
					{ text: '' },
				);
			},
		);

		it('reaches nobody when one of several is empty', async () => {
			const recipients = {
				recipient: [{ externalUserId: 'user-001' }, { externalUserId: '={{ $json.missing }}' }],
			};
			await expectNothingSent({ ...target, recipients }, /^'Recipient 2: External User ID' is missing/);
		});

		it.each([
			['={{ [] }}'],
			['={{ $json.missing }}'],
			['={{ ["identified", "unidentified"] }}'],
			['={{ "newest" }}'],
			['={{ ["newest"] }}'],
		])('reaches nobody by an email with the prioritization %s', async (prioritization) => {
			const recipients = { recipient: [{ email: 'ada@example.com' }] };
			await expectNothingSent(
				{ ...target, identifyBy: 'email', prioritization, recipients },
				/^'Prioritization'/,
			);
		});

		it('reaches nobody by an identifier that is none', async () => {
			await expectNothingSent({ ...target, identifyBy: 'phone' }, /^'Identify By' is "phone"/);
		});
	});

	describe('by JSON', () => {
		const texts = [
			'[]',
			'{}',
			'0',
			'true',
			'"everyone"',
			'[[]]',
			'[{}]',
			'[null]',
			'[""]',
			'["user-001"]',
			'[{ "external_user_id": "" }]',
			'[{ "external_user_id": null }]',
			'[{ "external_user_id": "undefined" }]',
			'[{ "external_user_id": [] }]',
			'[{ "user_alias": {} }]',
			'[{ "user_alias": { "alias_name": "a", "alias_label": "" } }]',
			'[{ "email": "", "prioritization": ["identified"] }]',
			'[{ "external_user_id": "user-001" }, {}]',
			'{ "recipients": [] }',
			'{ "broadcast": true }',
			'=[{ "external_user_id": "{{ $json.missing }}" }]',
			'={{ JSON.stringify($json.missing) }}',
			'={{ JSON.stringify([]) }}',
		];

		it.each([...texts, ...EMPTY_VALUES].map((text) => [text]))(
			'reaches nobody with %j',
			async (recipientsJson) => {
				await expectNothingSent(
					{ ...target, specifyRecipients: 'json', recipientsJson },
					/^'Recipients JSON/,
					{ text: '' },
				);
			},
		);
	});

	describe("by the item's own fields", () => {
		const values = [
			'',
			' ',
			'undefined',
			'null',
			'[object Object]',
			null,
			[],
			{},
			true,
			false,
			['user-001'],
			{ id: 'user-001' },
			1.5,
			1e21,
		];
		const fields = [
			{ identifyBy: 'externalId', give: (value: unknown) => ({ external_user_id: value }) },
			{ identifyBy: 'externalId', give: (value: unknown) => ({ external_id: value }) },
			{ identifyBy: 'email', give: (value: unknown) => ({ email: value }) },
			{ identifyBy: 'brazeId', give: (value: unknown) => ({ braze_id: value }) },
			{ identifyBy: 'userAlias', give: (value: unknown) => ({ user_alias: value }) },
			{ identifyBy: 'userAlias', give: (value: unknown) => ({ alias_name: value, alias_label: 'crm' }) },
			{ identifyBy: 'userAlias', give: (value: unknown) => ({ alias_name: 'crm-001', alias_label: value }) },
		];

		it.each(
			fields.flatMap(({ identifyBy, give }) => values.map((value) => ({ identifyBy, item: give(value) }))),
		)('reaches nobody with $item', async ({ identifyBy, item }) => {
			await expectNothingSent({ ...target, specifyRecipients: 'autoMap', identifyBy }, /^'Input item/, item);
		});

		it.each([['externalId'], ['email'], ['brazeId'], ['userAlias']])(
			'reaches nobody by %s with an item that has no such field',
			async (identifyBy) => {
				await expectNothingSent(
					{ ...target, specifyRecipients: 'autoMap', identifyBy },
					/^'Input item' has no field/,
					{ name: 'Ada' },
				);
			},
		);
	});

	it('reaches nobody when the way of giving recipients is unknown', async () => {
		await expectNothingSent(
			{ ...target, specifyRecipients: 'everyone' },
			/^'Specify Recipients' is "everyone"/,
		);
	});
});
