import { assigned } from '../../support/assignments';
import { ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

const DEFAULT_PRIORITIZATION = ['identified', 'most_recently_updated'];

/** The same person in each way of giving recipients: by a row, by JSON, by the item's own fields. */
const IDENTIFIERS = [
	{
		identifyBy: 'externalId',
		row: { externalUserId: '={{ $json.external_user_id }}' },
		item: { external_user_id: ' user-001 ' },
		sent: { external_user_id: 'user-001' },
	},
	{
		identifyBy: 'externalId',
		row: { externalUserId: 'user-002' },
		item: { external_id: 'user-002' },
		sent: { external_user_id: 'user-002' },
	},
	{
		identifyBy: 'userAlias',
		row: { aliasName: '={{ $json.user_alias.alias_name }}', aliasLabel: 'crm' },
		item: { user_alias: { alias_name: 'crm-001', alias_label: 'crm' } },
		sent: { user_alias: { alias_name: 'crm-001', alias_label: 'crm' } },
	},
	{
		identifyBy: 'userAlias',
		row: { aliasName: '=crm-{{ $json.alias_name.slice(4) }}', aliasLabel: '={{ $json.alias_label }}' },
		item: { alias_name: 'crm-003', alias_label: 'crm' },
		sent: { user_alias: { alias_name: 'crm-003', alias_label: 'crm' } },
	},
	{
		identifyBy: 'email',
		row: { email: '={{ $json.email }}' },
		item: { email: 'ada@example.com' },
		sent: { email: 'ada@example.com', prioritization: DEFAULT_PRIORITIZATION },
	},
	{
		identifyBy: 'email',
		prioritization: ['unidentified', 'least_recently_updated'],
		row: { email: 'ada@example.com' },
		item: { email: 'ada@example.com' },
		sent: { email: 'ada@example.com', prioritization: ['unidentified', 'least_recently_updated'] },
	},
	{
		identifyBy: 'email',
		prioritization: '={{ "identified" }}',
		row: { email: 'ada@example.com' },
		item: { email: 'ada@example.com' },
		sent: { email: 'ada@example.com', prioritization: ['identified'] },
	},
	{
		identifyBy: 'brazeId',
		row: { brazeId: '64d1f0a0c0ffee0000000001' },
		item: { braze_id: '64d1f0a0c0ffee0000000001' },
		sent: { braze_id: '64d1f0a0c0ffee0000000001' },
	},
];

const given = ({ identifyBy, prioritization }: (typeof IDENTIFIERS)[number]) => ({
	identifyBy,
	...(prioritization && { prioritization }),
});

describe.each(IDENTIFIERS.map((identifier) => [JSON.stringify(identifier.sent), identifier] as const))(
	'%s',
	(_, identifier) => {
		const { row, item, sent } = identifier;
		const items = [item as never];

		it('is sent from a row', async () => {
			await bench.run({ ...given(identifier), recipients: { recipient: [row] } }, { items });
			expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([[sent]]);
		});

		it('is sent from JSON, whatever is chosen for the rows', async () => {
			await bench.run(
				{ specifyRecipients: 'json', recipientsJson: JSON.stringify([sent]), identifyBy: 'brazeId' },
				{ items },
			);
			expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([[sent]]);
		});

		it("is sent from the item's own fields", async () => {
			await bench.run({ ...given(identifier), specifyRecipients: 'autoMap' }, { items });
			expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([[sent]]);
		});

		it('finds somebody in the sandbox', async () => {
			await bench.run({ ...given(identifier), recipients: { recipient: [row] } }, { items });
			const [person] = bench.sandbox.state.schedules[0].effectiveRecipients;
			expect(person).toMatchObject({ created: false, braze_id: expect.any(String) });
			expect(person.skipped).toBeUndefined();
		});
	},
);

describe('own properties, attributes and creation', () => {
	const sent = {
		external_user_id: 'new-1',
		canvas_entry_properties: { plan_name: 'Pro', seats: 3 },
		attributes: { first_name: 'Nia', score: 7 },
		send_to_existing_only: false,
	};

	it('are sent from rows', async () => {
		const options = {
			entryProperties: assigned(
				{ name: 'plan_name', value: 'Pro' },
				{ name: 'seats', type: 'number', value: '={{ 3 }}' },
			),
			attributes: assigned(
				{ name: 'first_name', value: 'Nia' },
				{ name: 'score', type: 'number', value: '7' },
			),
			createIfMissing: true,
		};
		await bench.run({ recipients: { recipient: [{ externalUserId: 'new-1', options }] } });
		expect(bench.bodies[0].recipients).toEqual([sent]);
		expect(bench.sandbox.state.schedules[0].effectiveRecipients[0]).toMatchObject({ created: true });
	});

	it('are sent from rows whose values are JSON', async () => {
		const options = {
			entryPropertiesJson: '={{ { plan_name: "Pro", seats: 3 } }}',
			attributesJson: '{ "first_name": "Nia", "score": 7 }',
			createIfMissing: true,
		};
		await bench.run({ recipients: { recipient: [{ externalUserId: 'new-1', options }] } });
		expect(bench.bodies[0].recipients).toEqual([sent]);
	});

	it('are sent from JSON', async () => {
		await bench.run({ specifyRecipients: 'json', recipientsJson: JSON.stringify(sent) });
		expect(bench.bodies[0].recipients).toEqual([sent]);
	});

	it("are sent from the item's own fields", async () => {
		await bench.run({ specifyRecipients: 'autoMap' }, { items: [sent as never] });
		expect(bench.bodies[0].recipients).toEqual([sent]);
	});

	it('take the name that the option says, whichever name they came by', async () => {
		const { canvas_entry_properties: own, ...person } = sent;
		const changes = { options: { entryPropertiesKey: 'context' } };
		await bench.run({ ...changes, specifyRecipients: 'json', recipientsJson: JSON.stringify(sent) });
		await bench.run({ ...changes, specifyRecipients: 'autoMap' }, { items: [sent as never] });
		expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([
			[{ ...person, context: own }],
			[{ ...person, context: own }],
		]);
	});

	it('leave out for an alias what Braze does not take with one, though it would change nothing', async () => {
		const alias = { user_alias: { alias_name: 'crm-001', alias_label: 'crm' }, attributes: { score: 1 } };
		const row = {
			aliasName: 'crm-001',
			aliasLabel: 'crm',
			options: { createIfMissing: false, attributesJson: '{ "score": 1 }' },
		};
		await bench.run({
			specifyRecipients: 'json',
			recipientsJson: JSON.stringify({ ...alias, send_to_existing_only: true }),
		});
		await bench.run({ identifyBy: 'userAlias', recipients: { recipient: [row] } });
		expect(bench.bodies.map(({ recipients }) => recipients)).toEqual([[alias], [alias]]);
		expect(bench.sandbox.requests.map(({ status }) => status)).toEqual([201, 201]);
	});

	it('say of a person who must exist already that they must', async () => {
		await bench.run({
			recipients: { recipient: [{ externalUserId: 'user-001', options: { createIfMissing: false } }] },
		});
		expect(bench.bodies[0].recipients).toEqual([
			{ external_user_id: 'user-001', send_to_existing_only: true },
		]);
	});

	it("win over everyone's properties in the sandbox, as in Braze", async () => {
		await bench.run({
			specifyEntryProperties: 'json',
			entryPropertiesJson: '{ "plan_name": "Free", "city": "Oslo" }',
			specifyRecipients: 'json',
			recipientsJson: JSON.stringify(sent),
		});
		expect(bench.sandbox.state.schedules[0].effectiveRecipients[0].properties).toEqual({
			plan_name: 'Pro',
			seats: 3,
			city: 'Oslo',
		});
	});
});

describe("an item's own prioritization", () => {
	const item = { external_user_id: 'user-001', email: 'ada@example.com', prioritization: ['unidentified'] };

	it.each([
		['email', { email: 'ada@example.com', prioritization: ['unidentified'] }],
		['externalId', { external_user_id: 'user-001' }],
	])('counts where people are addressed by email, and nowhere else: %s', async (identifyBy, sent) => {
		await bench.run({ specifyRecipients: 'autoMap', identifyBy }, { items: [item as never] });
		expect(bench.bodies[0].recipients).toEqual([sent]);
	});
});

describe('other fields of the item', () => {
	const item = {
		external_user_id: 'user-001',
		plan_name: 'Pro',
		seats: 3,
		note: null,
		address: { city: 'Oslo' },
	} as never;
	const auto = { specifyRecipients: 'autoMap' };

	it('stay at home by default', async () => {
		await bench.run(auto, { items: [item] });
		expect(bench.bodies[0].recipients).toEqual([{ external_user_id: 'user-001' }]);
	});

	it('become properties when all are wanted', async () => {
		await bench.run({ ...auto, otherFields: 'all' }, { items: [item] });
		expect(bench.bodies[0].recipients).toEqual([
			{
				external_user_id: 'user-001',
				canvas_entry_properties: { plan_name: 'Pro', seats: 3, note: null, address: { city: 'Oslo' } },
			},
		]);
	});

	it('become properties when they are listed; what an item lacks is left out', async () => {
		await bench.run(
			{ ...auto, otherFields: 'listed', listedFields: ['seats', ' plan_name ', 'missing'] },
			{ items: [item] },
		);
		expect(bench.bodies[0].recipients).toEqual([
			{ external_user_id: 'user-001', canvas_entry_properties: { seats: 3, plan_name: 'Pro' } },
		]);
	});

	it('lose against properties that the item carries as such', async () => {
		const own = { external_user_id: 'user-001', seats: 3, canvas_entry_properties: { seats: 4 } };
		await bench.run({ ...auto, otherFields: 'all' }, { items: [own as never] });
		expect(bench.bodies[0].recipients).toEqual([
			{ external_user_id: 'user-001', canvas_entry_properties: { seats: 4 } },
		]);
	});
});
