import { randomUUID } from 'crypto';
import { DateTime } from 'luxon';
import { personOf, usersWith } from '../people/identifiers';
import { exportedProfile } from '../people/exportedProfile';
import { ALIAS, checkCount, ID, listOf } from '../people/personSchemas';
import { filePath, stageOf } from '../delivery/exportFile';
import { checker } from '../rules/jsonSchema';
import type { User, UserAlias } from '../types/people';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

const TEXT = { type: 'string', format: 'notBlank' };
const FIELDS = { type: 'array', minItems: 1, items: TEXT };

const checkIds = checker({
	type: 'object',
	// Required for accounts created since 2024-08-22. Others may omit it.
	required: ['fields_to_export'],
	additionalProperties: false,
	properties: {
		external_ids: { type: 'array', items: ID },
		user_aliases: { type: 'array', items: ALIAS },
		device_id: TEXT,
		braze_id: TEXT,
		email_address: TEXT,
		phone: TEXT,
		fields_to_export: FIELDS,
	},
});

interface Wanted {
	external_ids?: string[];
	user_aliases?: UserAlias[];
	braze_id?: string;
	email_address?: string;
	phone?: string;
	fields_to_export: string[];
}

/** `POST /users/export/ids` (post_users_identifier.md). An unknown ID that was sent as a number is not listed (as recorded). */
const byIds: Endpoint = {
	method: 'POST',
	path: '/users/export/ids',
	permission: 'users.export.ids',
	pools: () => [{ name: 'users.export.ids', limit: 250, windowSeconds: 60 }],
	handle: (call) => {
		checkCount(
			[call.body.external_ids, call.body.user_aliases],
			'The max number of external_ids and aliases per request was exceeded',
		);
		const numbers = listOf(call.body.external_ids)
			.filter((id) => typeof id === 'number')
			.map(String);
		checkIds(call.body);
		const single = ['device_id', 'email_address', 'phone'].filter((name) => name in call.body);
		if (single.length > 1)
			throw new Refusal(400, 'Only one of device_id, email_address and phone can be given');
		const wanted = call.body as unknown as Wanted;
		const { users, unknown } = found(call, wanted);
		const invalid = unknown.filter((id) => !numbers.includes(id));
		return {
			status: 201,
			body: {
				message: 'success',
				users: users.map((user) => exportedProfile(user, wanted.fields_to_export)),
				...(invalid.length > 0 ? { invalid_user_ids: invalid } : {}),
			},
		};
	},
};

/** The profiles without repetitions, and the identifiers without one. Listing aliases by their names is a guess. */
function found(
	{ state }: Call,
	{ external_ids = [], user_aliases = [], braze_id, email_address, phone }: Wanted,
) {
	const users = new Set<User>();
	const unknown: string[] = [];
	const add = (name: string, matching: Array<User | undefined>) => {
		const known = matching.filter((user): user is User => user !== undefined);
		if (known.length === 0) unknown.push(name);
		for (const user of known) users.add(user);
	};
	for (const external_id of external_ids) add(external_id, [personOf(state, { external_id })]);
	for (const user_alias of user_aliases) add(user_alias.alias_name, [personOf(state, { user_alias })]);
	if (braze_id !== undefined) add(braze_id, [personOf(state, { braze_id })]);
	if (email_address !== undefined) add(email_address, usersWith(state, 'email', email_address));
	if (phone !== undefined) add(phone, usersWith(state, 'phone', phone));
	return { users: [...users], unknown };
}

const FILE = { fields_to_export: FIELDS, callback_endpoint: TEXT, output_format: { enum: ['zip', 'gzip'] } };

const checkSegment = checker({
	type: 'object',
	required: ['segment_id', 'fields_to_export'],
	additionalProperties: false,
	properties: {
		segment_id: TEXT,
		user_last_updated_at: { type: 'string', format: 'moment' },
		custom_attributes_to_export: { type: 'array', maxItems: 500, items: TEXT },
		...FILE,
	},
});

const checkGroup = checker({
	type: 'object',
	required: ['fields_to_export'],
	additionalProperties: false,
	properties: FILE,
});

const checkCancel = checker({
	type: 'object',
	required: ['segment_id'],
	additionalProperties: false,
	properties: { segment_id: TEXT },
});

function running({ state, now }: Call) {
	return state.exports.filter((one) => stageOf(one, now) === 'running');
}

function checkKnown({ state }: Call, segment_id: unknown): void {
	if (!state.segments.some(({ id }) => id === segment_id)) throw new Refusal(400, 'Invalid Segment ID');
}

/** The file is served by the sandbox itself, once the export is done: see server/exportFiles.ts. */
function started({ state, now, body, origin }: Call) {
	const object_prefix = `${randomUUID()}-${Math.floor(now.getTime() / 1000)}`;
	const {
		segment_id,
		fields_to_export,
		callback_endpoint,
		output_format = 'zip',
	} = body as unknown as Started;
	const { user_last_updated_at: since, custom_attributes_to_export: attributes } = body as unknown as Started;
	const url = `${origin}${filePath({ object_prefix, format: output_format })}`;
	state.exports.push({
		object_prefix,
		url,
		...(segment_id === undefined ? {} : { segment_id }),
		fields: fields_to_export,
		// Ignored if all custom attributes are exported.
		...(attributes && !fields_to_export.includes('custom_attributes') ? { attributes } : {}),
		...(since === undefined
			? {}
			: { updatedSince: DateTime.fromISO(since, { zone: 'utc' }).toISO() ?? since }),
		format: output_format,
		...(callback_endpoint === undefined ? {} : { callback: callback_endpoint }),
		started_at: now.toISOString(),
	});
	return { status: 201, body: { message: 'success', object_prefix, url } };
}

interface Started {
	segment_id?: string;
	fields_to_export: string[];
	callback_endpoint?: string;
	output_format?: 'zip' | 'gzip';
	user_last_updated_at?: string;
	custom_attributes_to_export?: string[];
}

/** How many exports may run in a company at the same time. */
const MAX_RUNNING = 100;

/** `POST /users/export/segment` (post_users_segment.md): one at a time for a segment. */
const bySegment: Endpoint = {
	method: 'POST',
	path: '/users/export/segment',
	permission: 'users.export.segment',
	handle: (call) => {
		checkSegment(call.body);
		const segment_id = call.body.segment_id as string;
		checkKnown(call, segment_id);
		if (running(call).some((one) => one.segment_id === segment_id))
			throw new Refusal(429, 'An export of this segment is already running');
		if (running(call).length >= MAX_RUNNING) throw new Refusal(400, 'Too many exports are running');
		return started(call);
	},
};

/** `POST /users/export/global_control_group` (post_users_global_control_group.md). */
const byControlGroup: Endpoint = {
	method: 'POST',
	path: '/users/export/global_control_group',
	permission: 'users.export.global_control_group',
	handle: (call) => {
		checkGroup(call.body);
		return started(call);
	},
};

/** `POST /export/segment/cancel` (post_cancel_export.md). The answer is undocumented, also when none is running. */
const cancel: Endpoint = {
	method: 'POST',
	path: '/export/segment/cancel',
	permission: 'segments.list',
	handle: (call) => {
		checkCancel(call.body);
		checkKnown(call, call.body.segment_id);
		const { segment_id } = call.body;
		for (const one of running(call)) if (one.segment_id === segment_id) one.cancelled = true;
		return { status: 201, body: { message: 'success' } };
	},
};

export const usersExport: Endpoint[] = [byIds, bySegment, byControlGroup, cancel];
