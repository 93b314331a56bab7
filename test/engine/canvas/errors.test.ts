import type { BrazeRun } from '../../support/engine';
import { ScheduleBench } from '../../support/schedule';
import { realClock } from '../../../nodes/Braze/delivery/clock';

/** What stops all items of a run, and what the user reads then. */
interface Cause {
	name: string;
	parameters?: Record<string, unknown>;
	credential?: () => BrazeRun['credential'];
	/** Told to the sandbox before the run. */
	fault?: () => void;
	/** How many requests reach the sandbox. */
	requests: number;
	message: string;
	/** What the description has to say. */
	says: Array<string | RegExp>;
	error: Record<string, unknown>;
	/** Whether it is about one item, and not about the key or the address. */
	ofItem?: true;
}

const bench = new ScheduleBench();

const WRONG_KEY = ['0f9e8d7c', '6b5a4938', '2716'].join('-');

const byId = (value: string) => ({ canvasId: { __rl: true, mode: 'id', value } });

const CAUSES: Cause[] = [
	{
		name: 'input that names nobody',
		parameters: { recipients: { recipient: [{ externalUserId: '={{ $json.missing }}' }] } },
		requests: 0,
		message: "'External User ID' is missing",
		says: ['Check the expression'],
		error: { outcome: 'invalid' },
		ofItem: true,
	},
	{
		name: 'a Canvas that Braze does not know (400)',
		parameters: byId('00000000-0000-0000-0000-000000000000'),
		requests: 2,
		message: 'Invalid Canvas ID',
		says: ['Braze refused the request (400).', 'Nothing was scheduled by this request'],
		error: { outcome: 'refused', status: 400 },
		ofItem: true,
	},
	{
		name: 'a wrong key (401)',
		credential: () => bench.credential({ apiKey: WRONG_KEY }),
		requests: 2,
		message: 'Braze does not accept the API key on this instance',
		says: ['the key is wrong', 'the workspace is on another instance', 'Braze said: "Invalid API key: ***"'],
		error: { outcome: 'refused', status: 401 },
	},
	{
		name: 'a key without the permission (403)',
		credential: () => bench.credential({ apiKey: 'sandbox-key-readonly' }),
		requests: 2,
		message: 'The API key lacks the permission canvas.trigger.schedule.create',
		says: ['Create a new REST API key with canvas.trigger.schedule.create in Braze', 'Access Denied'],
		error: { outcome: 'refused', status: 403 },
	},
	{
		name: 'an address that is no Braze (404)',
		fault: () =>
			void bench.sandbox.faults.add({ times: -1, kind: { type: 'status', status: 404, body: '<html>' } }),
		requests: 2,
		message: 'Braze did not find what was requested',
		says: ['the instance in the credential'],
		error: { outcome: 'refused', status: 404 },
		ofItem: true,
	},
	{
		name: 'an answer that leaves everything open (500)',
		fault: () => void bench.sandbox.faults.add({ times: -1, kind: { type: 'status', status: 500 } }),
		requests: 2,
		message: 'Braze returned 500, so it is unknown whether this was carried out',
		says: ['It was not retried'],
		error: { outcome: 'unknown', status: 500 },
		ofItem: true,
	},
	{
		name: 'a Braze that is down (503)',
		fault: () => void bench.sandbox.faults.add({ times: -1, kind: { type: 'status', status: 503 } }),
		requests: 8,
		message: 'Braze is temporarily unavailable (503)',
		says: ['Nothing was scheduled by this request'],
		error: { outcome: 'not_sent', status: 503 },
	},
	{
		name: 'a host that does not answer',
		credential: () => bench.credential({ url: 'http://127.0.0.1:1' }),
		requests: 0,
		message: 'No server answers at http://127.0.0.1:1',
		says: [
			'Nothing was scheduled by this request',
			"Check the instance in the credential and n8n's network connection",
		],
		error: { outcome: 'not_sent' },
	},
	{
		name: 'no credential',
		credential: () => undefined,
		requests: 0,
		message: "'Credential to connect with' is empty",
		says: ['Choose a Braze API credential in the node'],
		error: { outcome: 'invalid' },
	},
	{
		name: 'an empty key',
		credential: () => bench.credential({ apiKey: ' ' }),
		requests: 0,
		message: "'REST API Key' is empty in the credential",
		says: ['Paste a REST API key'],
		error: { outcome: 'invalid' },
	},
	{
		name: 'an address of the dashboard that names no instance',
		credential: () => bench.credential({ url: 'https://dashboard.braze.com' }),
		requests: 0,
		message: "'REST URL' in the credential is a dashboard URL",
		says: ['Enter the REST endpoint shown in your Braze settings'],
		error: { outcome: 'invalid' },
	},
	{
		name: 'no address',
		credential: () => bench.credential({ url: ' ' }),
		requests: 0,
		message: "'REST URL' is empty in the credential",
		says: ['Choose your instance'],
		error: { outcome: 'invalid' },
	},
];

const ITEMS = [
	{ id: 'user-001', plan: 'pro' },
	{ id: 'user-002', plan: 'team' },
];

describe.each(CAUSES.map((cause) => [cause.name, cause] as const))('%s', (_, cause) => {
	beforeEach(() => {
		jest.spyOn(realClock, 'wait').mockResolvedValue();
		cause.fault?.();
	});
	afterEach(() => jest.restoreAllMocks());

	const run = async (onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput') => {
		const recipients = { recipient: [{ externalUserId: '={{ $json.id }}' }] };
		const credential = cause.credential ? cause.credential() : bench.credential();
		const result = await bench.run(
			{ recipients, ...cause.parameters },
			{ items: ITEMS, credential, settings: { onError } },
		);
		expect(bench.sandbox.requests).toHaveLength(cause.requests);
		expect(JSON.stringify(result.run)).not.toMatch(/0f9e8d7c|sandbox-key/);
		return result;
	};

	const expectItem = (item: unknown, index: number, extra: object) => {
		const description = (item as { json: { error: { description?: string } } }).json.error.description;
		expect(item).toEqual({
			json: {
				...extra,
				error: { message: cause.message, ...(cause.says.length > 0 && { description }), ...cause.error },
			},
			pairedItem: { item: index },
		});
		for (const words of cause.says) expect(description).toMatch(words);
	};

	it('stops the execution with words for people', async () => {
		const { status, error, ok, failed } = await run('stopWorkflow');

		expect({ status, ok, failed }).toEqual({ status: 'error', ok: [], failed: [] });
		expect(error?.message).toBe(cause.ofItem ? `${cause.message} (item 1 of 2: user-001)` : cause.message);
		for (const words of cause.says) expect(error?.description).toMatch(words);
		expect(error?.context?.data).toMatchObject({ item: 1 });
		expect(error?.httpCode ?? undefined).toBe(
			cause.error.status === undefined ? undefined : String(cause.error.status),
		);
	});

	it('gives each item its error and nothing else when the execution continues', async () => {
		const { status, ok, failed } = await run('continueRegularOutput');

		expect({ status, failed, count: ok.length }).toEqual({ status: 'success', failed: [], count: 2 });
		ok.forEach((item, index) => expectItem(item, index, {}));
	});

	it('sends each item to the error output, with what it came with', async () => {
		const { status, ok, failed } = await run('continueErrorOutput');

		expect({ status, ok, count: failed.length }).toEqual({ status: 'success', ok: [], count: 2 });
		failed.forEach((item, index) => expectItem(item, index, ITEMS[index]));
	});
});
