import { fastClock, useClock } from '../../support/clocks';
import { DeliveryRuns, counts, numbers, ON_ERROR } from '../../support/deliveryRuns';
import { ProcessedKeys } from '../../support/processedKeys';

useClock(fastClock);

const runs = new DeliveryRuns();
const handled = new ProcessedKeys();

beforeAll(async () => await handled.install());
beforeEach(() => handled.keys.clear());

const ITEM = { deal: 'd1', people: numbers(120).map((index) => `p${index}`) };
const LIST = {
	specifyRecipients: 'json',
	recipientsJson: '={{ $json.people.map((id) => ({ external_user_id: id })) }}',
};
const BY_DEAL = { deduplicateBy: '={{ $json.deal }}', parallelRequests: 1 };

it('reaches on a retry those people of an event whom the first try did not reach', async () => {
	runs.fault({ type: 'refuseRecipient', id: 'p60' }, { times: 1 });
	const first = await runs.send([ITEM], BY_DEAL, {}, LIST);
	expect([first.status, runs.accepted().size]).toEqual(['error', 50]);
	const second = await first.retry();
	expect([second.status, runs.accepted().size, second.ok.map(({ json }) => json.recipient_count)]).toEqual([
		'success',
		120,
		[50, 50, 20],
	]);
});

it('keeps the key of an event of which only some people were reached, whatever the retry does', async () => {
	runs.fault({ type: 'refuseRecipient', id: 'p60' });
	const first = await runs.send([ITEM], BY_DEAL, {}, LIST);
	await first.retry();
	expect([...handled.keys]).toHaveLength(1);
});

it('sends again what was unclear, where the user wants that', async () => {
	runs.fault({ type: 'drop', when: 'before' });
	const result = await runs.send(
		[{ external_user_id: 'x', deal: 'd1' }],
		{ ...BY_DEAL, resendUnclear: true },
		{ settings: ON_ERROR.retryOnFail },
	);
	expect([counts(result), runs.accepted().get('x')]).toEqual([{ sent: 1 }, 1]);
});
