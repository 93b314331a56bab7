import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import { checker } from './jsonSchema';

/** The connected audience object (connected_audience.md): four filters, joined by AND and OR. */

const SUBSCRIPTION = {
	type: 'object',
	required: ['comparison', 'value'],
	additionalProperties: false,
	properties: {
		comparison: { enum: ['is', 'is_not'] },
		value: { enum: ['opted_in', 'subscribed', 'unsubscribed'] },
	},
};

const LAST_USED_APP = {
	type: 'object',
	required: ['comparison', 'value'],
	additionalProperties: false,
	properties: { comparison: { enum: ['after', 'before'] }, value: { type: 'string', format: 'moment' } },
};

/** What `value` must be, by comparison; `false` where none may be given. */
const VALUE_OF: Record<string, false | JsonObject> = {
	equals: { type: ['string', 'number', 'boolean'] },
	not_equal: { type: ['string', 'number', 'boolean'] },
	matches_regex: { type: 'string' },
	does_not_match_regex: { type: 'string' },
	includes_value: {
		type: ['string', 'number', 'boolean', 'array'],
		items: { type: ['string', 'number', 'boolean'] },
	},
	does_not_include_value: { type: ['string', 'number', 'boolean'] },
	is_any_of: { type: ['string', 'array'], items: { type: 'string' } },
	is_none_of: { type: ['string', 'array'], items: { type: 'string' } },
	greater_than: { type: 'number' },
	greater_than_or_equal_to: { type: 'number' },
	less_than: { type: 'number' },
	less_than_or_equal_to: { type: 'number' },
	less_than_x_days_ago: { type: 'number' },
	greater_than_x_days_ago: { type: 'number' },
	less_than_x_days_in_the_future: { type: 'number' },
	greater_than_x_days_in_the_future: { type: 'number' },
	after: { type: 'string', format: 'moment' },
	before: { type: 'string', format: 'moment' },
	exists: false,
	does_not_exist: false,
};

const CUSTOM_ATTRIBUTE = {
	type: 'object',
	required: ['custom_attribute_name', 'comparison'],
	additionalProperties: false,
	properties: {
		custom_attribute_name: { type: 'string', format: 'notBlank' },
		comparison: { enum: Object.keys(VALUE_OF) },
		value: {},
	},
};

const checkValue = Object.fromEntries(
	Object.entries(VALUE_OF).map(([comparison, schema]) => [comparison, schema && checker(schema)]),
);

const checkCustomAttribute = checker(CUSTOM_ATTRIBUTE);
const checkSubscription = checker(SUBSCRIPTION);

const CHECKS: Record<string, (value: unknown, path: string) => void> = {
	custom_attribute: (value, path) => {
		checkCustomAttribute(value, path);
		const filter = value as JsonObject;
		const check = checkValue[String(filter.comparison)];
		if (!check && 'value' in filter)
			throw new Refusal(400, `${path}.value is not allowed with ${filter.comparison}`);
		if (check && !('value' in filter)) throw new Refusal(400, `${path} must have required property 'value'`);
		if (check) check(filter.value, `${path}.value`);
	},
	push_subscription_status: checkSubscription,
	email_subscription_status: checkSubscription,
	last_used_app: checker(LAST_USED_APP),
};

/** Throws a 400 that names the path of the first thing wrong in an audience. */
export function checkAudience(audience: unknown, path = 'audience'): void {
	if (typeof audience !== 'object' || audience === null || Array.isArray(audience)) {
		throw new Refusal(400, `${path} must be an object`);
	}
	const keys = Object.keys(audience);
	if (keys.length !== 1) throw new Refusal(400, `${path} must have exactly one key: AND, OR, or a filter`);
	const [key] = keys;
	const inner = (audience as JsonObject)[key];
	if (key === 'AND' || key === 'OR') {
		if (!Array.isArray(inner) || inner.length === 0)
			throw new Refusal(400, `${path}.${key} must be a non-empty array`);
		inner.forEach((item, index) => checkAudience(item, `${path}.${key}[${index}]`));
		return;
	}
	const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
	if (!check) {
		throw new Refusal(
			400,
			`${path}.${key} is not a filter; use ${Object.keys(CHECKS).join(', ')}, AND or OR`,
		);
	}
	check(inner, `${path}.${key}`);
}
