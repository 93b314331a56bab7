import { checker, type JsonSchema } from '../rules/jsonSchema';
import type { FaultKind, FaultSpec } from '../state/faults';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';

const TEXT = { type: 'string', minLength: 1 };
const STATUS = { type: 'integer', minimum: 200, maximum: 599 };
const FLAG = { type: 'boolean' };

/** As HTTP allows: names are tokens, and values have no line breaks. */
const HEADERS = {
	type: 'object',
	propertyNames: { pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" },
	additionalProperties: { type: 'string', pattern: '^[\\t\\x20-\\x7e]*$' },
};

/** The longest time that a timer can wait, in milliseconds. */
const MAX_WAIT_MS = 2 ** 31 - 1;

const kind = (required: string[], properties: JsonObject): JsonSchema => ({
	type: 'object',
	required,
	additionalProperties: false,
	properties: { ...properties, type: TEXT },
});

const KINDS: Record<FaultKind['type'], JsonSchema> = {
	status: kind(['status'], { status: STATUS, body: {}, headers: HEADERS, act: FLAG }),
	rateLimit: kind(['header', 'seconds'], {
		header: {
			enum: ['x-ratelimit-retry-after', 'retry-after', 'reset-epoch', 'reset-delta', 'http-date', 'none'],
		},
		seconds: { type: 'number', minimum: 0, maximum: 1e9 },
	}),
	drop: kind(['when'], { when: { enum: ['before', 'after'] } }),
	slow: kind(['ms'], { ms: { type: 'number', minimum: 0, maximum: MAX_WAIT_MS }, act: FLAG }),
	nonJson: kind(['status'], { status: STATUS, act: FLAG }),
	errors: kind(['errors'], { errors: { type: 'array' } }),
	refuseMembers: kind(['indexes', 'reason'], {
		indexes: { type: 'array', items: { type: 'integer', minimum: 0 } },
		reason: TEXT,
		list: TEXT,
		inputArray: TEXT,
	}),
	notice: kind(['notice'], { notice: TEXT }),
	refuseRecipient: kind(['id'], { id: TEXT }),
};

const checkKind = Object.fromEntries(Object.entries(KINDS).map(([type, schema]) => [type, checker(schema)]));

const checkShape = checker({
	type: 'object',
	required: ['kind'],
	additionalProperties: false,
	properties: {
		kind: { type: 'object', required: ['type'], properties: { type: { enum: Object.keys(KINDS) } } },
		times: { type: 'integer', minimum: -1, not: { const: 0 } },
		match: {
			type: 'object',
			additionalProperties: false,
			properties: { path: TEXT, method: TEXT, bodyIncludes: TEXT, nth: { type: 'integer', minimum: 1 } },
		},
	},
});

/**
 * The fault that a request to the sandbox's own route describes. Throws a 400 for anything unknown in it: a misspelled
 * condition would make it apply to every request.
 */
export function faultSpecOf(body: JsonObject): FaultSpec {
	checkShape(body);
	const spec = body as unknown as FaultSpec;
	checkKind[spec.kind.type](spec.kind, 'kind');
	if (spec.match?.method && !/^[A-Z]+$/i.test(spec.match.method))
		throw new Refusal(400, 'match.method must be an HTTP method');
	return spec;
}
