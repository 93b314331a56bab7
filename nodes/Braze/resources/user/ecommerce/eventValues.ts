import { readOneOf } from '../../../fields/values';
import { describe } from '../../../input/describe';
import { InputError } from '../../../input/inputError';
import { readJson, readJsonObject, refusePrototypeNames } from '../../../input/json';
import { isObject } from '../../../input/object';
import { readAmount } from './exactNumber';

const ALERTS = ['back_in_stock', 'price_drop'];

/**
 * Reads the alerts that people may subscribe to for a product; `undefined` for none. Throws an InputError on anything
 * else.
 */
export function readAlerts(label: string, value: unknown): unknown {
	const alerts = [value].flat().map((one) => readOneOf(label, ALERTS, one));
	return alerts.length > 0 ? alerts : undefined;
}

/**
 * Reads the discounts of an order; `undefined` if there are none. Shops may have amounts as text.
 *
 * @throws {InputError} naming the discount that is not an object, or has an unreadable amount
 */
export function readDiscounts(label: string, value: unknown): unknown {
	const discounts = readJson(label, value) ?? [];
	if (!Array.isArray(discounts))
		throw new InputError(
			label,
			`must be a list, but is ${describe(discounts)}`,
			'Enter it as [{ "code": "SPRING", "amount": 5 }].',
		);
	const list = discounts.map((discount: unknown, index) => {
		const where = `${label} ${index + 1}`;
		if (!isObject(discount))
			throw new InputError(
				where,
				`must be an object, but is ${describe(discount)}`,
				'Enter it as { "code": "SPRING", "amount": 5 }.',
			);
		refusePrototypeNames(where, discount);
		return 'amount' in discount
			? { ...discount, amount: readAmount(`${where}: amount`, discount.amount) }
			: discount;
	});
	return list.length > 0 ? list : undefined;
}

/** Reads the user's own values. Throws an InputError if they are not an object. */
export function readMetadata(label: string, value: unknown): Record<string, unknown> | undefined {
	const metadata = readJsonObject(label, value);
	refusePrototypeNames(label, metadata);
	return Object.keys(metadata).length > 0 ? metadata : undefined;
}
