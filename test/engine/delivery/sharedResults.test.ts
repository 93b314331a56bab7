import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench();

it('tells each item of a shared request its own recipients', async () => {
	const people = [['user-001'], ['user-002', 'user-003'], ['user-004']];
	const result = await bench.run(
		{
			resource: 'canvas',
			operation: 'sendNow',
			canvasId: byId(ONBOARDING_ID),
			sendTo: 'recipients',
			specifyRecipients: 'json',
			recipientsJson: '={{ $json.people.map((id) => ({ external_user_id: id })) }}',
		},
		{ items: people.map((ids) => ({ people: ids })) },
	);
	expect(bench.wire).toHaveLength(1);
	expect(result.ok.map(({ json }) => [json.recipient, json.recipient_count])).toEqual([
		['user-001', 1],
		[undefined, 2],
		['user-004', 1],
	]);
});
