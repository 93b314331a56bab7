/**
 * Members of a webhook message's body. In a Canvas, `campaign` is the step, and elsewhere the campaign; `canvas` is
 * empty outside a Canvas. `event_id` stays the same when Braze repeats a delivery.
 * https://www.braze.com/docs/user_guide/messaging/design_and_edit/personalize/liquid/supported_personalization_tags
 */
const MEMBERS: ReadonlyArray<readonly [name: string, liquid: string]> = [
	['event_id', '{{campaign.${dispatch_id}}}/{{${braze_id}}}'],
	['external_id', '{{${user_id} | json_escape}}'],
	['email', '{{${email_address} | json_escape}}'],
	['canvas_id', '{{canvas.${api_id}}}'],
	['canvas_name', '{{canvas.${name} | json_escape}}'],
	['step_id', '{{campaign.${api_id}}}'],
	['step_name', '{{campaign.${name} | json_escape}}'],
];

/** The body of a webhook message, for people to copy to Braze. */
export const liquidBody = [
	'{',
	MEMBERS.map(([name, liquid]) => `  "${name}": "${liquid}"`).join(',\n'),
	'}',
].join('\n');
