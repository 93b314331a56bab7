import { DateTime } from 'luxon';
import { foundOrMade } from '../people/identifiers';
import { TRACK_RULES } from '../people/trackRules';
import { writeAttributes } from '../people/writeAttributes';
import { checker } from '../rules/jsonSchema';
import { type JsonObject, Refusal, type TrackedEvent, type TrackedPurchase, type User } from '../types';
import type { Call, Endpoint } from './endpoint';

const ARRAYS = ['attributes', 'events', 'purchases'] as const;

type ArrayName = (typeof ARRAYS)[number];

/** Counts the objects of the three arrays together; older accounts count each array on its own. */
const MAX_OBJECTS = 75;

const NOTHING_VALID = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

const checkShape = checker({
	type: 'object',
	additionalProperties: false,
	properties: Object.fromEntries(ARRAYS.map((name) => [name, { type: 'array' }])),
});

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
		const objects = ARRAYS.flatMap((input_array) => objectsOf(call, input_array));
		if (objects.length > MAX_OBJECTS) throw new Refusal(400, 'Max Input Length Exceeded');
		const errors = objects
			.filter(({ type }) => type !== undefined)
			.map(({ type, input_array, index }) => ({ type, input_array, index }));
		const named = errors.length > 0 ? { errors } : {};
		if (errors.length === objects.length) throw new Refusal(400, NOTHING_VALID, named);
		const good = objects.filter(({ type }) => type === undefined);
		for (const { input_array, object } of good) WRITE[input_array](call, object as JsonObject);
		return { status: 201, body: { message: 'success', ...counts(good), ...named } };
	},
};

function objectsOf({ body, state }: Call, input_array: ArrayName) {
	return ((body[input_array] ?? []) as unknown[]).map((object, index) => ({
		input_array,
		index,
		object,
		type: TRACK_RULES[input_array](object, state),
	}));
}

/** How many objects of each array that was sent were taken. That objects without a profile count too is a guess. */
function counts(good: Array<{ input_array: ArrayName }>): JsonObject {
	const of = (name: ArrayName) => good.filter(({ input_array }) => input_array === name).length;
	return Object.fromEntries(
		ARRAYS.filter((name) => of(name) > 0).map((name) => [`${name}_processed`, of(name)]),
	);
}

/** Objects whose profile neither exists nor may be made change nothing. */
const WRITE: Record<ArrayName, (call: Call, object: JsonObject) => void> = {
	attributes: ({ state, now }, object) => {
		const user = foundOrMade(state, object);
		if (user) writeAttributes(state, user, object, now);
	},
	events: ({ state, now }, object) => {
		const user = foundOrMade(state, object);
		if (!user) return;
		const { name, properties, app_id } = object as unknown as TrackedEvent;
		(user.custom_events ??= []).push({ name, time: timeOf(object, now), ...given({ properties, app_id }) });
		touch(user, now);
	},
	purchases: ({ state, now }, object) => {
		const user = foundOrMade(state, object);
		if (!user) return;
		const {
			product_id,
			currency,
			price,
			quantity = 1,
			properties,
			app_id,
		} = object as unknown as TrackedPurchase;
		const what = { product_id, currency, price, quantity, time: timeOf(object, now) };
		(user.purchases ??= []).push({ ...what, ...given({ properties, app_id }) });
		touch(user, now);
	},
};

function touch(user: User, now: Date): void {
	user.updated_at = now.toISOString();
}

/** A time in the future counts as now. */
function timeOf({ time }: JsonObject, now: Date): string {
	const moment = DateTime.fromISO(String(time), { zone: 'utc' }).toJSDate();
	return (moment > now ? now : moment).toISOString();
}

/** The keys whose value is defined. */
function given<T extends object>(keys: T): Partial<T> {
	return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as Partial<T>;
}

export const usersTrack: Endpoint[] = [track];
