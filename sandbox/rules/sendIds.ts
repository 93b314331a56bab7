import { randomUUID } from 'crypto';
import type { SendId } from '../types/campaigns';
import type { Call } from '../state/call';
import { Refusal } from '../types/refusal';

/**
 * The send ID that a campaign's message counts under: the given one, which must have been created for this campaign, or
 * a new one for a broadcast. The text of the refusal is a guess.
 */
export function sendIdFor(
	call: Call,
	campaign_id: string | undefined,
	given: string | undefined,
	broadcast: boolean,
): { send_id?: string } {
	if (given === undefined) {
		return campaign_id && broadcast ? { send_id: newSendId(call, campaign_id).send_id } : {};
	}
	const known = call.state.sendIds.some((one) => one.send_id === given && one.campaign_id === campaign_id);
	if (!known) {
		throw new Refusal(400, 'Invalid send_id: create it for this campaign with /sends/id/create first');
	}
	return { send_id: given };
}

/** Creates a send ID for a campaign. Repeating the same pair returns the same one. */
export function newSendId({ state, now }: Call, campaign_id: string, wanted?: string): SendId {
	const known = state.sendIds.find((one) => one.send_id === wanted && one.campaign_id === campaign_id);
	if (known) return known;
	const send_id = wanted ?? randomUUID().replace(/-/g, '').slice(0, 24);
	const made = { send_id, campaign_id, created_at: now.toISOString() };
	state.sendIds.push(made);
	return made;
}
