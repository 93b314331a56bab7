import { assigned } from '../../support/assignments';
import { ScheduleBench } from '../../support/schedule';

const bench = new ScheduleBench();

describe('JSON with a fault', () => {
	const FIELDS = [
		{
			field: 'Recipients JSON',
			give: (json: string) => ({ specifyRecipients: 'json', recipientsJson: json }),
		},
		{ field: 'Audience', give: (json: string) => ({ sendTo: 'audience', audience: json }) },
		{
			field: 'Entry Properties JSON',
			give: (json: string) => ({ specifyEntryProperties: 'json', entryPropertiesJson: json }),
		},
		{
			field: 'Attributes JSON',
			give: (attributesJson: string) => ({
				recipients: { recipient: [{ externalUserId: 'user-001', options: { attributesJson } }] },
			}),
		},
		{
			field: 'Entry Properties 1: order',
			give: (value: string) => ({ entryProperties: assigned({ name: 'order', type: 'object', value }) }),
		},
	];

	const FAULTS: Array<[string, string]> = [
		['{\n  "a": 1,\n  b: 2\n}', 'line 3, column 3'],
		['{ "a": nope }', 'line 1, column 8'],
		["{ 'a': 1 }", 'line 1, column 3'],
		['{ "a": 1, }', 'line 1, column 11'],
		['[1, 2,, 3]', 'line 1, column 7'],
		['{ "a": 1 "b": 2 }', 'line 1, column 10'],
		['{ "a": 01 }', 'line 1, column 8'],
		['{ "a": "line\nbreak" }', 'line 1, column 13'],
		['{ "a": "\\x" }', 'line 1, column 9'],
		['{ "a": "quote" in "text" }', 'line 1, column 16'],
		['{ "a": 1 } }', 'line 1, column 12'],
		['{ "a": undefined }', 'line 1, column 8'],
		['{ "a": }', 'line 1, column 8'],
		['{\n  "a": [1, 2\n', 'line 3, column 1 (it ends early)'],
		['{ "a": "text', 'line 1, column 13 (it ends early)'],
		['everyone', 'line 1, column 1'],
	];

	it.each(
		FIELDS.flatMap(({ field, give }) => FAULTS.map(([json, place]) => [field, json, place, give] as const)),
	)("in '%s': %j", async (field, json, place, give) => {
		const { error } = await bench.run(give(json));
		expect(error?.message).toBe(`'${field}' is not valid JSON at ${place}`);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

describe('the description of a fault', () => {
	const describeFault = async (entryPropertiesJson: string) =>
		(await bench.run({ specifyEntryProperties: 'json', entryPropertiesJson })).error?.description;

	it('repeats what stands there', async () => {
		expect(await describeFault('{ "a": nope }')).toContain('Found "nope }".');
		expect(await describeFault(`{ "a": nope${' nope'.repeat(20)} }`)).toContain(
			'Found "nope nope nope nope nope nope …".',
		);
		expect(await describeFault('{ "a": "text"')).toContain('It ends with "{ "a": "text"".');
	});

	it('cannot smuggle markup into the editor', async () => {
		expect(await describeFault('{ "a": <img src=x onerror=alert(1)> }')).toContain('Found "&lt;img src=x');
	});
});

describe('JSON that has a key twice', () => {
	const SENDING = { operation: 'sendNow', confirmBroadcast: true };

	it('is refused where a filter would be lost', async () => {
		const { error } = await bench.run({
			...SENDING,
			sendTo: 'audience',
			audience:
				'{\n  "AND": [{ "push_subscription_status": { "comparison": "is", "value": "opted_in" } }],\n  "AND": [{ "email_subscription_status": { "comparison": "is", "value": "opted_in" } }]\n}',
		});
		expect(error).toMatchObject({
			message: '\'Audience\' has the key "AND" twice in one object, again at line 3, column 3',
			description:
				'Only one of the two values would be sent. Remove or rename one, or put both into a list. Nothing was sent.',
		});
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('is refused where a recipient would be lost', async () => {
		const { error } = await bench.run({
			...SENDING,
			specifyRecipients: 'json',
			recipientsJson: '[{ "external_user_id": "user-001", "external_user_id": "user-002" }]',
		});
		expect(error?.message).toBe(
			'\'Recipients JSON\' has the key "external_user_id" twice in one object, again at line 1, column 36',
		);
		expect(bench.sandbox.requests).toEqual([]);
	});
});
