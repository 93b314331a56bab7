import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, itemErrors } from '../../support/bench';
import { byId } from '../../support/kinds';

/** The fields of a profile in the form that Braze expects: what means the same is converted, the rest refused. */

const bench = new Bench();

/** Every way in which attributes get into a request. */
const WAYS: Array<[string, Record<string, unknown>]> = [
	['mapped', { resource: 'user', operation: 'upsert', specifyAttributes: 'autoMap' }],
	[
		'as JSON',
		{
			resource: 'user',
			operation: 'upsert',
			externalUserId: 'ada',
			specifyAttributes: 'json',
			attributesJson: '={{ $json.attributes }}',
		},
	],
	[
		'of a recipient',
		{
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: byId(ONBOARDING_ID),
			sendTo: 'recipients',
			specifyRecipients: 'autoMap',
		},
	],
];

const run = async ([, parameters]: (typeof WAYS)[number], attributes: object) =>
	await bench.run(parameters, {
		items: [{ external_id: 'ada', ...(parameters.resource === 'user' ? attributes : {}), attributes }],
		settings: { onError: 'continueErrorOutput' },
	});

/** The attributes that arrived. */
const sent = (): Record<string, unknown> => {
	const [body] = bench.bodies as Array<{ attributes?: object[]; recipients?: Array<{ attributes: object }> }>;
	return { ...body.attributes?.[0], ...body.recipients?.[0].attributes };
};

it.each<[string, unknown, unknown]>([
	['gender', 'Female', 'F'],
	['gender', ' male ', 'M'],
	['gender', 'f', 'F'],
	['gender', 'Other', 'O'],
	['gender', 'not applicable', 'N'],
	['gender', 'Prefer not to say', 'P'],
	['gender', 'P', 'P'],
	['gender', null, null],
	['dob', '1990-01-31', '1990-01-31'],
	['dob', '1990-01-31T00:00:00.000Z', '1990-01-31'],
	['dob', '1990-01-31T00:00:00+02:00', '1990-01-31'],
	['dob', '1990-01-31 00:00:00', '1990-01-31'],
	['dob', new Date('1990-01-31T00:00:00Z'), '1990-01-31'],
	['dob', null, null],
	['phone', '+39 06 1234 5678', '+39 06 1234 5678'],
	['phone', '555-0100', '555-0100'],
])('sends %s %j as %j', async (name, given, expected) => {
	for (const way of WAYS) {
		bench.sandbox.reset();
		const result = await run(way, { [name]: given });
		expect([way[0], itemErrors(result)]).toEqual([way[0], []]);
		expect(sent()).toMatchObject({ [name]: expected });
	}
});

it.each<[string, unknown, string]>([
	['gender', 'unknown', 'has a "gender" that Braze does not know: "unknown"'],
	['gender', '', 'has a "gender" that Braze does not know: an empty string'],
	['gender', 2, 'has a "gender" that Braze does not know: 2'],
	['dob', '31.01.1990', 'has a "dob" that is not a date: "31.01.1990"'],
	['dob', '1990-02-30', 'has a "dob" that is not a date: "1990-02-30"'],
	['dob', '1990-01-30T23:00:00.000Z', 'has a "dob" that is not a date: "1990-01-30T23:00:00.000Z"'],
	['dob', 631152000, 'has a "dob" that is not a date: 631152000'],
	[
		'phone',
		'+49 (0)171 1234567',
		'has a "phone" that has both a country code and a leading 0: "+49 (0)171 1234567"',
	],
	['email', 'nobody', 'has an "email" that is not an email address: "nobody"'],
])('refuses %s %j', async (name, given, problem) => {
	for (const way of WAYS) {
		const result = await run(way, { [name]: given });
		expect(itemErrors(result).map(({ message }) => message)).toEqual([expect.stringContaining(problem)]);
	}
	expect(bench.wire).toEqual([]);
});

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

it('refuses a list with more different elements than Braze keeps, which would vanish without an error', async () => {
	for (const way of WAYS) {
		const result = await run(way, { visited: numbers(501) });
		expect(itemErrors(result).map(({ message }) => message)).toEqual([
			expect.stringContaining('has 501 different elements in "visited", of which Braze keeps 500'),
		]);
	}
	expect(bench.wire).toEqual([]);
});

it.each([
	['500 elements', numbers(500)],
	['the same element 501 times', Array<string>(501).fill('Rome')],
	['501 objects', numbers(501).map((id) => ({ id }))],
])('sends a list of %s', async (_, visited) => {
	for (const way of WAYS) {
		bench.sandbox.reset();
		expect(itemErrors(await run(way, { visited }))).toEqual([]);
		expect(sent()).toMatchObject({ visited });
	}
});
