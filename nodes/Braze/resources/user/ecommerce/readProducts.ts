import { get } from 'lodash';

import type { ItemReader } from '../../../itemReader';
import { describe } from '../../../input/describe';
import { readIdentifier } from '../../../input/identifier';
import { InputError } from '../../../input/inputError';
import { fieldsOf } from '../../../input/itemFields';
import { looksLikeJson, readJson } from '../../../input/json';
import { isObject } from '../../../input/object';
import { addedTo, isGiven, readBoolean, readOneOf, readText } from '../../../fields/values';
import { readAmount, readUnits } from './exactNumber';
import { readMetadata } from './eventValues';
import { fillVariantOption, PRODUCT } from './products';

const MODES = ['fields', 'json', 'list'] as const;

/** A product as entered, by Braze's keys. */
interface Given {
	readonly values: Readonly<Record<string, unknown>>;
	/** The label of a value in errors. */
	readonly label: (key: string) => string;
}

/**
 * Reads the products of an event.
 *
 * @throws {InputError} naming row and field of the first product for which Braze would drop the event
 */
export function readProducts(item: ItemReader): Array<Record<string, unknown>> {
	const fillVariant = readBoolean(fillVariantOption.displayName, item.options().fillVariantId);
	return readGiven(item).map((product) => readProduct(product, fillVariant));
}

function readGiven(item: ItemReader): Given[] {
	const mode = readOneOf('Specify Products', MODES, item.get('specifyProducts', 'fields'));
	if (mode === 'json') return fromJson(item);
	return mode === 'list' ? fromList(item) : fromRows(item);
}

const labelOf = (key: string): string => PRODUCT.find((one) => one.key === key)?.label ?? key;

function fromRows(item: ItemReader): Given[] {
	const raw = item.get('products', {});
	const rows = isObject(raw) ? (raw.product ?? []) : [];
	return (Array.isArray(rows) ? rows : [rows]).map((row: unknown, index) => ({
		values: pick(row, ({ inRow }) => inRow.name, inRowValue),
		label: (key) => `Product ${index + 1}: ${labelOf(key)}`,
	}));
}

/** A value in a row. If the row was saved without one, the default that the editor shows counts. */
const inRowValue = (row: object, name: string): unknown => {
	const value: unknown = (row as Record<string, unknown>)[name];
	return value === undefined && name === 'quantity' ? 1 : value;
};

function pick(
	from: unknown,
	nameOf: (one: (typeof PRODUCT)[number]) => string,
	valueOf: (from: object, name: string) => unknown,
): Record<string, unknown> {
	const source = isObject(from) ? from : {};
	return Object.fromEntries(PRODUCT.map((one) => [one.key, valueOf(source, nameOf(one))]));
}

function fromJson(item: ItemReader): Given[] {
	const field = 'Products JSON';
	const known = PRODUCT.map(({ key }) => key);
	return listOf(field, readJson(field, item.get('productsJson', '[]')) ?? []).map((product, index) => {
		const where = `${field}: product ${index + 1}`;
		const extra = Object.keys(product).find((key) => !known.includes(key));
		if (extra !== undefined)
			throw new InputError(
				where,
				`has "${extra}", which Braze does not know`,
				'Move it into "metadata", or remove it. Braze would drop the whole event.',
			);
		return { values: product, label: (key: string) => `${where}, ${key}` };
	});
}

function listOf(field: string, value: unknown): Array<Record<string, unknown>> {
	if (!Array.isArray(value))
		throw new InputError(
			field,
			`must be a list, but is ${describe(value)}`,
			'Use the list with one object for each product.',
		);
	return value.map((one: unknown, index) => {
		if (isObject(one)) return one;
		throw new InputError(
			`${field}: product ${index + 1}`,
			`must be an object, but is ${describe(one)}`,
			'Use the list with one object for each product.',
		);
	});
}

function fromList(item: ItemReader): Given[] {
	const { path, value } = givenList(item);
	const names = item.shared(fieldNames);
	return listOf('List', value).map((entry, index) => {
		const own = fieldsOf(entry);
		const values = Object.fromEntries(
			PRODUCT.map(({ key }) => [key, key === 'metadata' ? undefined : valueAt(own, names.of[key])]),
		);
		const metadata = Object.fromEntries(
			names.metadata.map((name) => [name, valueAt(own, name)]).filter(([, one]) => isGiven(one)),
		) as Record<string, unknown>;
		return {
			values: { ...values, metadata },
			label: (key: string) =>
				`Product ${index + 1}: ${labelOf(key)} (${path}[${index}].${names.of[key] ?? key})`,
		};
	});
}

/** A field name may be a path: `image.src`. */
const valueAt = (from: object, name: string): unknown => {
	if (name === '') return undefined;
	return Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : (get(from, name) as unknown);
};

function givenList(item: ItemReader): { path: string; value: unknown } {
	const given = item.get('productsList', 'line_items');
	if (typeof given !== 'string') return { path: 'List', value: given };
	if (looksLikeJson(given)) return { path: 'List', value: readJson('List', given) };
	const path = readIdentifier('List', given);
	const value = valueAt(fieldsOf(item.json), path);
	if (value !== undefined && value !== null) return { path, value };
	throw new InputError(
		'List',
		`names a field that the input item lacks: ${describe(path)}`,
		'Enter the name of the field with the products, such as line_items. After a Webhook node it is body.line_items.',
	);
}

interface FieldNames {
	readonly of: Readonly<Record<string, string>>;
	readonly metadata: readonly string[];
}

function fieldNames(item: ItemReader): FieldNames {
	const chosen = addedTo(item, 'productFields');
	const { metadataFields = [] } = chosen;
	return {
		of: Object.fromEntries(
			PRODUCT.map(({ key, inList }) => [key, trimmed(chosen[inList.name] ?? inList.default)]),
		),
		metadata: (Array.isArray(metadataFields) ? metadataFields : [metadataFields])
			.map(trimmed)
			.filter((name) => name !== ''),
	};
}

const trimmed = (name: unknown): string => String(name ?? '').trim();

function readProduct({ values, label }: Given, fillVariant: boolean): Record<string, unknown> {
	const optional = (key: string, read: (field: string, value: unknown) => unknown) => {
		const value = isGiven(values[key]) ? read(label(key), values[key]) : undefined;
		return value === undefined ? {} : { [key]: value };
	};
	const id = readIdentifier(label('product_id'), values.product_id);
	return {
		product_id: id,
		product_name: readText(label('product_name'), values.product_name),
		variant_id: hasVariant(values.variant_id)
			? readIdentifier(label('variant_id'), values.variant_id)
			: withoutVariant(label('variant_id'), values.variant_id, fillVariant ? id : undefined),
		quantity: readUnits(label('quantity'), values.quantity),
		price: readAmount(label('price'), values.price),
		...optional('image_url', readText),
		...optional('product_url', readText),
		...optional('metadata', readMetadata),
	};
}

/** Whether a product has a variant. For products without variants, Shopify has null and WooCommerce 0. */
const hasVariant = (value: unknown): boolean => isGiven(value) && value !== 0 && String(value).trim() !== '';

function withoutVariant(label: string, found: unknown, instead: string | undefined): string {
	if (instead !== undefined) return instead;
	throw new InputError(
		label,
		found === 0 ? 'is 0, which identifies no variant' : 'is missing',
		`Braze would drop the whole event. For products without variants, turn on the option '${fillVariantOption.displayName}'.`,
	);
}
