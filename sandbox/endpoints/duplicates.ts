import { randomUUID } from 'crypto';
import { checker } from '../rules/jsonSchema';
import { checkTags } from '../rules/tags';
import { CAMPAIGN, CANVAS } from '../rules/triggerKinds';
import type { TriggerKind } from '../rules/trigger';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

/** How long a copy takes to appear in the list, by the sandbox's clock. */
const COPY_SECONDS = 3;

interface Duplicate {
	name: string;
	description?: string;
	tag_names?: string[];
}

/**
 * `POST /canvas/duplicate` and `POST /campaigns/duplicate` (post_duplicate_canvases.md, post_duplicate_campaigns.md).
 * Asynchronous: the response has no ID. The copy is a draft.
 */
function duplicate(kind: TriggerKind): Endpoint {
	const { group, idKey, unknownId } = kind;
	const check = checker({
		type: 'object',
		required: [idKey, 'name'],
		additionalProperties: false,
		properties: {
			[idKey]: { type: 'string' },
			name: { type: 'string', format: 'notBlank' },
			description: { type: 'string' },
			tag_names: { type: 'array', items: { type: 'string' } },
		},
	});
	return {
		method: 'POST',
		path: `/${group}/duplicate`,
		permission: `${group}.duplicate`,
		pools: () => [{ name: `${group}.duplicate`, limit: 100, windowSeconds: 60 }],
		handle: (call) => {
			check(call.body);
			const id = call.body[idKey] as string;
			if (!kind.find(call.state, id)) throw new Refusal(400, unknownId);
			const wanted = call.body as unknown as Duplicate;
			checkTags(call.state, wanted.tag_names ?? []);
			copy(call, id, wanted);
			return { status: 202, body: { message: 'success' } };
		},
	};
}

function copy({ state, now }: Call, id: string, { name, description, tag_names }: Duplicate): void {
	const at = now.getTime() + COPY_SECONDS * 1000;
	const created_at = new Date(at).toISOString();
	const changes = {
		id: randomUUID(),
		name,
		...(description === undefined ? {} : { description }),
		...(tag_names === undefined ? {} : { tags: tag_names }),
		created_at,
		last_edited: created_at,
		archived: false,
		draft: true,
		enabled: false,
	};
	const canvas = state.canvases.find((one) => one.id === id);
	const campaign = state.campaigns.find((one) => one.id === id);
	state.copies.push({
		at,
		...(canvas ? { canvas: { ...canvas, ...changes } } : {}),
		...(campaign ? { campaign: { ...campaign, ...changes, variations: copied(campaign.variations) } } : {}),
	});
	state.nextDue = Math.min(state.nextDue, at);
}

const copied = <T extends { id: string }>(list: T[]) => list.map((one) => ({ ...one, id: randomUUID() }));

export const duplicates: Endpoint[] = [duplicate(CANVAS), duplicate(CAMPAIGN)];
