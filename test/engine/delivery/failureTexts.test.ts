import { Bench, stop, type BenchRun } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { EXAMPLES } from '../../support/examples';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

/** What stands under the error when several items are concerned, for operations that read, change and send. */

const bench = new Bench();

/** Runs an operation for as many items, of which requests from the second on meet an answer. */
async function run(
	resource: string,
	operation: string,
	count: number,
	status: number,
	message: string,
	rest: BenchRun = {},
) {
	const { parameters, before } = EXAMPLES[resource][operation];
	const items = [];
	for (let index = 0; index < count; index++)
		items.push({ external_user_id: `user-00${index + 1}`, ...(await before?.(bench))?.[0] });
	bench.sandbox.requests.length = 0;
	const kind = { type: 'status', status, body: { message } } as const;
	// Items that ask for the very same share a request: IDs tell them apart, if only by their case.
	bench.sandbox.faults.add({ times: -1, match: { nth: 2 }, kind });
	const options = { ...(parameters.options as object), parallelRequests: 1, ignoreMissingSchedule: false };
	const changes = { resource, operation, ...parameters, options };
	return await bench.run(changes, { items, ...rest });
}

it.each([
	[
		'canvas',
		'cancelSchedule',
		400,
		/^A schedule that was .* this schedule\. Braze refused the request \(400\)\. Nothing was cancelled by this request\. Of 3 items, 1 was cancelled, 1 refused, 1 not cancelled\. To go on with the other one, set 'On Error' to 'Continue \(using error output\)' in the node's settings\.$/,
	],
	[
		'message',
		'updateSchedule',
		503,
		/^Nothing was changed by this request\. Try again later\. Braze said: "No"\. Of 3 items, 1 was changed, 2 not changed\.$/,
	],
	[
		'canvas',
		'duplicate',
		400,
		/^Braze refused the request \(400\)\. Nothing was duplicated by this request\. Of 3 items, 1 was duplicated, 1 refused, 1 not duplicated\. To go on with the other one, .* settings\. Retrying this execution handles only the remaining items\.$/,
	],
	[
		'campaign',
		'sendTransactional',
		500,
		/^It was not retried, so that nobody gets the message twice\. .* Braze said: "No"\. Of 3 items, 1 was sent, 1 not sent, 1 unconfirmed\. Retrying this execution handles only the remaining items\.$/,
	],
	[
		'message',
		'schedule',
		400,
		/^Braze refused the request \(400\)\. Nothing was scheduled by this request\. Of 3 items, 1 was scheduled, 1 refused, 1 not scheduled\. Schedules already created \(keep these IDs to cancel them\): [^ ]+\. To send the other one, .* settings\. Retrying this execution handles only the remaining items\.$/,
	],
])(
	'%s: %s, where Braze answers the second of three items with %i',
	async (resource, operation, status, text) => {
		const result = await run(resource, operation, 3, status, 'No');

		expect(stop(result).description).toMatch(text);
	},
);

it('reads well for look-ups', async () => {
	const ids = ['5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10', 'a', 'b'];
	const result = await bench.run(
		{
			resource: 'canvas',
			operation: 'get',
			canvasId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options: { parallelRequests: 1 },
		},
		{ items: ids.map((id) => ({ id })) },
	);

	expect(stop(result)).toEqual({
		message: 'canvas_id must be a string of the Canvas api identifier (item 2 of 3: a)',
		description:
			"Braze refused the request (400). Of 3 items, 1 was fetched, 1 refused, 1 not fetched. To go on with the other one, set 'On Error' to 'Continue (using error output)' in the node's settings.",
	});
});

it('counts nothing for a single item', async () => {
	bench.sandbox.faults.add({ kind: { type: 'status', status: 400, body: { message: 'No.' } } });
	const result = await bench.run({ resource: 'segment', operation: 'getMany' });

	expect(stop(result)).toEqual({ message: 'No', description: 'Braze refused the request (400).' });
});

it('says above the output what was not done, where the execution continues', async () => {
	const result = await run('canvas', 'cancelSchedule', 3, 503, 'No', {
		settings: { onError: 'continueErrorOutput' },
	});

	expect(result.hints.map(({ message }) => message)).toEqual([
		"2 items not cancelled. See 'error' in each item for the reason.",
	]);
});
