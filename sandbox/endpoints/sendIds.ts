import { checker } from '../rules/jsonSchema';
import { newSendId } from '../rules/sendIds';
import { Refusal } from '../types/refusal';
import type { Endpoint } from './endpoint';

const check = checker({
	type: 'object',
	required: ['campaign_id'],
	additionalProperties: false,
	properties: { campaign_id: { type: 'string' }, send_id: { type: 'string' } },
});

/** `POST /sends/id/create` (post_create_send_ids.md, identifier_types.md): 100 a day; ASCII, at most 64 characters. */
const create: Endpoint = {
	method: 'POST',
	path: '/sends/id/create',
	permission: 'sends.id.create',
	pools: () => [{ name: 'sends.id.create', limit: 100, windowSeconds: 86_400 }],
	handle: (call) => {
		check(call.body);
		const { campaign_id, send_id } = call.body as { campaign_id: string; send_id?: string };
		if (!call.state.campaigns.some(({ id }) => id === campaign_id)) {
			throw new Refusal(400, 'Invalid Campaign ID');
		}
		if (send_id !== undefined && !/^[\x20-\x7e]{1,64}$/.test(send_id)) {
			throw new Refusal(400, 'send_id must be 1 to 64 ASCII characters');
		}
		const made = newSendId(call, campaign_id, send_id);
		return { status: 201, body: { message: 'success', send_id: made.send_id } };
	},
};

export const sendIds: Endpoint[] = [create];
