import { randomUUID } from 'crypto';
import type { ContentBlock } from '../types/catalogs';
import { byteLength, type JsonObject } from '../types/json';
import { stamp } from '../rules/catalogs';
import { refuseOthers } from '../rules/members';
import { checkTags } from '../rules/tags';
import { makeContentBlock } from '../seeds/templates';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { single } from './query';
import { listPart } from './templateList';

/** Content Blocks (post_create_email_content_block.md and its siblings), with the documented error texts. */

const MAX_CONTENT_BYTES = 50 * 1024;

const WRITABLE = ['name', 'description', 'content', 'state', 'tags'];

const list: Endpoint = {
	method: 'GET',
	path: '/content_blocks/list',
	permission: 'content_blocks.list',
	handle: (call) => {
		const blocks = listPart(
			call,
			'Content Block',
			call.state.contentBlocks,
			({ last_edited }) => last_edited,
		);
		const content_blocks = blocks.map((block) => ({
			content_block_id: block.content_block_id,
			name: block.name,
			content_type: block.content_type,
			liquid_tag: liquidTag(block),
			inclusion_count: block.inclusion_data.length,
			created_at: block.created_at,
			last_edited: block.last_edited,
			tags: block.tags,
		}));
		return { status: 200, body: { count: content_blocks.length, content_blocks, message: 'success' } };
	},
};

const info: Endpoint = {
	method: 'GET',
	path: '/content_blocks/info',
	permission: 'content_blocks.info',
	handle: (call) => {
		const { inclusion_data, ...block } = blockOf(call, single(call, 'content_block_id'));
		const wanted = single(call, 'include_inclusion_data') ?? 'false';
		if (wanted !== 'true' && wanted !== 'false') throw new Refusal(400, 'Include Inclusion Data—error');
		const data = wanted === 'true' ? { inclusion_data } : {};
		const shown = Object.fromEntries(
			Object.entries(block).filter(([name]) => name !== 'state' && name !== 'translations'),
		);
		return {
			status: 200,
			body: { ...shown, inclusion_count: inclusion_data.length, ...data, message: 'success' },
		};
	},
};

const create: Endpoint = {
	method: 'POST',
	path: '/content_blocks/create',
	permission: 'content_blocks.create',
	handle: (call) => {
		const { name, content, ...rest } = { name: undefined, content: undefined, ...call.body };
		const changes = checked(call, { name, content, ...rest });
		const now = stamp(call.now);
		const block = makeContentBlock({
			...changes,
			content_block_id: randomUUID(),
			created_at: now,
			last_edited: now,
		} as ContentBlock);
		call.state.contentBlocks.push(block);
		return answered(block);
	},
};

const update: Endpoint = {
	method: 'POST',
	path: '/content_blocks/update',
	permission: 'content_blocks.update',
	handle: (call) => {
		const { content_block_id: id, ...given } = call.body;
		const block = blockOf(call, id);
		const changes = checked(call, given, block);
		if (block.state === 'active' && 'name' in given && given.name !== block.name) {
			throw new Refusal(400, 'Content Block name cannot be updated for active Content Blocks');
		}
		if (block.state === 'active' && given.state === 'draft') {
			throw new Refusal(400, 'Active Content Block can not be updated to Draft. Create a new Content Block.');
		}
		// According to the page, the state becomes active if it is not given.
		Object.assign(block, { state: 'active' }, changes, { last_edited: stamp(call.now) });
		return answered(block);
	},
};

const liquidTag = ({ name }: ContentBlock): string => `{{content_blocks.\${${name}}}}`;

const answered = (block: ContentBlock) => ({
	status: 201,
	body: {
		content_block_id: block.content_block_id,
		liquid_tag: liquidTag(block),
		created_at: block.created_at,
		message: 'success',
	},
});

function blockOf({ state }: Call, id: unknown): ContentBlock {
	if (typeof id !== 'string' || id === '') throw new Refusal(400, 'Content Block ID cannot be blank');
	const block = state.contentBlocks.find((one) => one.content_block_id === id);
	if (!block) throw new Refusal(400, 'Content Block ID is invalid for this workspace');
	return block;
}

function checked({ state }: Call, given: JsonObject, self?: ContentBlock): JsonObject {
	refuseOthers(given, WRITABLE);
	const { name, content, description } = given;
	const refuse = (message: string): never => {
		throw new Refusal(400, message);
	};
	if ('name' in given) {
		if (typeof name !== 'string' || name.trim() === '') return refuse('Content Block name cannot be blank');
		if (name.length >= 100) refuse('Content Block name must be shorter than 100 characters');
		if (!/^[A-Za-z0-9_-]+$/.test(name)) refuse('Content Block name can only contain alphanumeric characters');
		if (state.contentBlocks.some((one) => one !== self && one.name === name))
			refuse('Content Block with this name already exists');
	}
	if ('content' in given) {
		if (content === undefined || content === '') refuse('Content cannot be blank');
		if (typeof content !== 'string') return refuse('Content must be a string');
		if (byteLength(content) > MAX_CONTENT_BYTES) refuse('Content must be smaller than 50kb');
	}
	if ('description' in given) {
		if (typeof description !== 'string') return refuse('Content Block description must be a string');
		if (description === '') refuse('Content Block description cannot be blank');
		if (description.length >= 250) refuse('Content Block description must be shorter than 250 characters');
	}
	if ('state' in given && given.state !== 'active' && given.state !== 'draft') {
		refuse('Content Block state must be either active or draft');
	}
	if ('tags' in given) checkTags(state, given.tags);
	return given;
}

export const contentBlocks: Endpoint[] = [list, info, create, update];
