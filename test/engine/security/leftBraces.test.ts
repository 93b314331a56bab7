import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';
import { rows } from '../../support/messages';

/** An expression that stands in a field as fixed text: nothing evaluates it, so it is the ID of nobody. */

const bench = new Bench({
	resource: 'canvas',
	operation: 'schedule',
	canvasId: byId(ONBOARDING_ID),
	recipients: rows('user-001'),
	sendTime: '2026-09-09T09:00:00',
});

const TEXT = '{{ $json.id }}';

it.each([
	['a row', { recipients: rows('=user-002', TEXT) }, 'Recipient 2: External User ID'],
	['a key', { options: { scheduleKey: `booking-${TEXT}` } }, 'Schedule Key'],
	['a picker', { canvasId: byId(TEXT) }, 'Canvas'],
	[
		'JSON',
		{ specifyRecipients: 'json', recipientsJson: `[{"external_user_id":"${TEXT}"}]` },
		'Recipients JSON',
	],
	[
		'an audience',
		{
			sendTo: 'audience',
			specifyAudience: 'json',
			audience: `{"custom_attribute":{"custom_attribute_name":"plan","comparison":"not_equal","value":"${TEXT}"}}`,
		},
		'Audience',
	],
])('is refused in %s', async (_, parameters, field) => {
	const { message, description } = stop(await bench.run(parameters, { items: [{ id: 'user-003' }] }));

	expect(message).toContain(`'${field}' is the fixed text`);
	expect(description).toContain("Choose 'Expression'");
	expect(bench.wire).toEqual([]);
});

it.each([
	['content, which may be Liquid', { options: { scheduleKey: 'k' }, specifyRecipients: 'json' }],
	['a field that the identifier hides', { recipients: hidden(), specifyRecipients: 'fields' }],
])('is accepted in %s', async (_, parameters) => {
	const recipientsJson = `[{"external_user_id":"user-001","canvas_entry_properties":{"greeting":"${TEXT}"}}]`;
	const { error } = await bench.run({ ...parameters, recipientsJson });

	expect(error).toBeUndefined();
});

function hidden(): object {
	return { recipient: [{ externalUserId: 'user-001', email: TEXT }] };
}
