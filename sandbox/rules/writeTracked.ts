import { isEcommerce } from './ecommerce';
import type { SandboxState } from '../state';
import type { JsonObject } from '../types/json';
import type { TrackedEvent, TrackedPurchase, User } from '../types/people';
import { takeOver } from './carts';
import { foundOrMade, IDENTIFIERS } from '../people/identifiers';
import { momentOf } from '../people/values';
import { writeAttributes } from '../people/writeAttributes';

/** Writes one object of `/users/track`. Nothing changes if its profile neither exists nor may be created. */
export const WRITE: Record<
	'attributes' | 'events' | 'purchases',
	(state: SandboxState, object: JsonObject, now: Date) => void
> = {
	attributes: (state, object, now) => {
		const user = foundOrMade(state, object);
		if (!user) return;
		writeAttributes(state, user, object, now);
		countPoints(user, Object.keys(object).filter((key) => !isFree(key)).length);
	},
	events: (state, object, now) => {
		const user = foundOrMade(state, object);
		if (!user) return;
		const { name, properties, app_id } = object as unknown as TrackedEvent;
		(user.custom_events ??= []).push({ name, time: timeOf(object, now), ...given({ properties, app_id }) });
		if (isEcommerce(name)) takeOver(user, name, properties ?? {}, now);
		else countPoints(user, 1);
		touch(user, now);
	},
	purchases: (state, object, now) => {
		const user = foundOrMade(state, object);
		if (!user) return;
		const { currency, price, quantity = 1, properties, app_id } = object as unknown as TrackedPurchase;
		const product_id = String(object.product_id);
		const what = { product_id, currency, price, quantity, time: timeOf(object, now) };
		(user.purchases ??= []).push({ ...what, ...given({ properties, app_id }) });
		countPoints(user, 1);
		touch(user, now);
	},
};

/** Whether a key is free of charge, because it identifies the person or says how to write. */
const isFree = (key: string) =>
	key.startsWith('_') || key === 'push_token_import' || IDENTIFIERS.some((name) => name === key);

/** One data point for each attribute, custom event and purchase; none for an eCommerce event. */
function countPoints(user: User, points: number): void {
	user.data_points = (user.data_points ?? 0) + points;
}

function touch(user: User, now: Date): void {
	user.updated_at = now.toISOString();
}

/** A time in the future counts as now. */
function timeOf({ time }: JsonObject, now: Date): string {
	const moment = momentOf(time)?.toJSDate() ?? now;
	return (moment > now ? now : moment).toISOString();
}

/** The keys whose value is defined. */
function given<T extends object>(keys: T): Partial<T> {
	return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as Partial<T>;
}
