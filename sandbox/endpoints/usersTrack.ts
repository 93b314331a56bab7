import { TRACK_RULES } from '../people/trackRules';
import { WRITE } from '../rules/writeTracked';
import { ecommerceRefusal, isEcommerce } from '../rules/ecommerce';
import { checker } from '../rules/jsonSchema';
import { countRequest, isGroupId } from '../rules/trackGroups';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';

const ARRAYS = ['attributes', 'events', 'purchases'] as const;

type ArrayName = (typeof ARRAYS)[number];

/** The limit for the objects of all three arrays together. For older accounts, it applies to each array. */
const MAX_OBJECTS = 75;

const NOTHING_VALID = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

const checkShape = checker({
	type: 'object',
	additionalProperties: false,
	properties: { group_id: {}, ...Object.fromEntries(ARRAYS.map((name) => [name, { type: 'array' }])) },
});

/** An object of a request, with its position, and why it is refused or dropped. */
interface Judged {
	object: JsonObject;
	input_array: ArrayName;
	index: number;
	/** Why Braze refuses it. If nothing else is in the request, Braze refuses the request, too. */
	refused?: string;
	/** Why Braze drops it, although it responds with success. */
	dropped?: string;
}

/**
 * `POST /users/track` (post_user_track.md). Refused objects are named by their array and their index in it, and the
 * rest is written. When all of them are refused, the answer is 400 (known from public clients, not from Braze's pages).
 */
const track: Endpoint = {
	method: 'POST',
	path: '/users/track',
	permission: 'users.track',
	pools: () => [{ name: 'users.track', limit: 3_000, windowSeconds: 3 }],
	handle: (call) => {
		checkShape(call.body);
		const objects = ARRAYS.flatMap((input_array) => judged(call, input_array));
		if (objects.length > MAX_OBJECTS) throw new Refusal(400, 'Max Input Length Exceeded');
		const errors = objects.flatMap(errorOf);
		if (objects.every(({ refused }) => refused !== undefined))
			throw new Refusal(400, NOTHING_VALID, errors.length > 0 ? { errors } : {});
		const good = objects.filter(({ refused, dropped }) => refused === undefined && dropped === undefined);
		for (const { input_array, object } of good) process(call, input_array, object);
		const all = [...errors, ...groupErrors(call)];
		const named = all.length > 0 ? { errors: all } : {};
		return { status: 201, body: { message: 'success', ...counts(good), ...named } };
	},
};

/** Writes an object to its profile, now or after the processing time. */
function process({ state, now }: Call, input_array: ArrayName, object: JsonObject): void {
	if (state.processingMs === 0) WRITE[input_array](state, object, now);
	else state.unprocessed.push({ at: now.getTime() + state.processingMs, input_array, object });
}

function judged({ body, state }: Call, input_array: ArrayName): Judged[] {
	return ((body[input_array] ?? []) as JsonObject[]).map((object, index) => {
		const refused = TRACK_RULES[input_array](object, state);
		const checks = refused === undefined && input_array === 'events' && isEcommerce(object.name);
		const dropped = checks ? ecommerceRefusal(String(object.name), object.properties) : undefined;
		return { input_array, index, object, refused, dropped };
	});
}

/** The error of a dropped eCommerce event is filed under `purchases`, with its index among the events (as printed). */
function errorOf({ refused, dropped, input_array, index }: Judged) {
	if (refused !== undefined) return [{ type: refused, input_array, index }];
	return dropped === undefined ? [] : [{ type: dropped, input_array: 'purchases', index }];
}

/** Errors about the group ID. They have no index, and the data is processed nevertheless. */
function groupErrors({ body: { group_id: id }, state, now }: Call) {
	if (id === undefined) return [];
	if (!isGroupId(id)) return [{ type: 'invalid_group_id' }];
	countRequest(state, id, now);
	return [];
}

/** The number of accepted objects in each array that was sent. Counting objects without a profile is a guess. */
function counts(good: Judged[]): JsonObject {
	const of = (name: ArrayName) => good.filter(({ input_array }) => input_array === name).length;
	return Object.fromEntries(
		ARRAYS.filter((name) => of(name) > 0).map((name) => [`${name}_processed`, of(name)]),
	);
}

export const usersTrack: Endpoint[] = [track];
