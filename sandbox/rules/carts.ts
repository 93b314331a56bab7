import { replaces } from './ecommerce';
import type { JsonObject } from '../types/json';
import type { Cart, CartLine, User } from '../types/people';

/** What valid eCommerce events change on a profile: carts, the number of orders, and revenue (recommended_events). */

const CART_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Applies a valid event. Revenue stays in its currency here, while Braze converts it at the day's rate. */
export function takeOver(user: User, name: string, properties: JsonObject, now: Date): void {
	const shop = (user.ecommerce ??= { carts: {}, orders: 0, revenue: {} });
	const { total_value: total = 0, currency, cart_id } = properties as unknown as Cart & { cart_id?: string };
	const earn = (amount: number) => void (shop.revenue[currency] = (shop.revenue[currency] ?? 0) + amount);
	dropOldCarts(shop.carts, now);
	switch (name) {
		case 'ecommerce.cart_updated':
			shop.carts[cart_id ?? ''] = changedCart(shop.carts[cart_id ?? ''], properties, now);
			break;
		case 'ecommerce.order_placed':
			shop.orders += 1;
			earn(total);
			// That the cart of an order is empty afterwards is a guess.
			if (cart_id !== undefined) delete shop.carts[cart_id];
			break;
		case 'ecommerce.order_cancelled':
			shop.orders -= 1;
			break;
		case 'ecommerce.order_refunded':
			earn(-total);
	}
}

function dropOldCarts(carts: Record<string, Cart>, now: Date): void {
	for (const [id, { updated_at }] of Object.entries(carts))
		if (now.getTime() - Date.parse(updated_at) > CART_KEPT_MS) delete carts[id];
}

/** With `add` and `remove`, a quantity is the difference. */
function changedCart(cart: Cart | undefined, properties: JsonObject, now: Date): Cart {
	const { products, currency, total_value, action } = properties as unknown as {
		products: CartLine[];
		currency: string;
		total_value?: number;
		action?: string;
	};
	const before = replaces(properties) ? [] : (cart?.products ?? []);
	const sign = action === 'remove' ? -1 : 1;
	return {
		products: products.reduce((lines, line) => withLine(lines, line, sign), before),
		currency,
		...(total_value === undefined ? {} : { total_value }),
		updated_at: now.toISOString(),
	};
}

function withLine(lines: CartLine[], line: CartLine, sign: 1 | -1): CartLine[] {
	const isSame = (one: CartLine) => one.product_id === line.product_id && one.variant_id === line.variant_id;
	const quantity = (lines.find(isSame)?.quantity ?? 0) + sign * line.quantity;
	const others = lines.filter((one) => !isSame(one));
	return quantity > 0 ? [...others, { ...line, quantity }] : others;
}
