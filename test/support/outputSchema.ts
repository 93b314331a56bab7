import Ajv, { type ValidateFunction } from 'ajv';
import { omit } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isAskedTo, readText } from './files';

export type JsonSchema = Record<string, unknown>;

/** Where n8n looks for the output schema of an operation, from the root of the package. */
export const schemaPath = (resource: string, operation: string): string =>
	`nodes/Braze/__schema__/v1.0.0/${resource}/${operation}.json`;

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addKeyword({ keyword: 'version', schemaType: 'number' });

const compiled = new Map<string, ValidateFunction>();

/** Parameters and options that change the output's fields. The schema shows those without them. */
const RESHAPING = [
	'simplify',
	'analyticsOutput',
	'dryRun',
	'testRecipients',
	'includeStepBreakdown',
	'includeVariantBreakdown',
];

/** Fields that every operation may add if Braze or the node has a remark. */
const REMARKS = ['errors', 'warning', 'confirmed', 'schedule_key_stored', 'schedule_key_problem'];

/** Throws if an output item doesn't match its operation's schema, or has fields that the schema lacks. */
export function checkOutput(
	{ resource, operation, ...parameters }: INodeParameters,
	json: IDataObject,
): void {
	if (isAskedTo('UPDATE_SCHEMAS')) return;
	if (RESHAPING.some((name) => name in parameters || name in ((parameters.options ?? {}) as object))) return;
	if (parameters.mode === 'dryRun') return;
	const path = schemaPath(String(resource), String(operation));
	const schema = compiled.get(path) ?? compile(path);
	if (json.error === undefined && schema && !schema(omit(withoutSkipping(json), REMARKS)))
		throw new Error(`${path} does not fit: ${ajv.errorsText(schema.errors)} in ${JSON.stringify(json)}`);
}

/** In a run with skipped items, all items say whether they were, and have the same keys. */
function withoutSkipping(json: IDataObject): IDataObject {
	if (typeof json.skipped !== 'boolean') return json;
	return Object.fromEntries(
		Object.entries(json).filter(([name, value]) => value !== null && name !== 'skipped' && name !== 'reason'),
	) as IDataObject;
}

function compile(path: string): ValidateFunction | undefined {
	const text = readText(path);
	if (text === undefined) return undefined;
	const validate = ajv.compile(closed(JSON.parse(text) as JsonSchema));
	compiled.set(path, validate);
	return validate;
}

/**
 * The same schema, but closed: it allows only listed properties, unless it says otherwise. Objects without listed
 * properties stay open, because their names vary.
 */
function closed(schema: JsonSchema): JsonSchema {
	const { properties, items } = schema as { properties?: Record<string, JsonSchema>; items?: JsonSchema };
	return {
		...schema,
		...(items && { items: closed(items) }),
		...(properties && {
			additionalProperties: schema.additionalProperties ?? false,
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, inner]) => [name, closed(inner)]),
			),
		}),
	};
}

/** Objects whose keys differ between workspaces. */
const FREE = ['custom_attributes', 'translation_map'];

/** Returns a schema that matches all samples. */
export function schemaOf(samples: unknown[]): JsonSchema {
	const types = [...new Set(samples.map(typeOf))].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
	const objects = samples.filter((sample) => typeOf(sample) === 'object') as Array<Record<string, unknown>>;
	const lists = samples.filter((sample) => Array.isArray(sample)) as unknown[][];
	return {
		type: types.length === 1 ? types[0] : types,
		...(objects.length > 0 && propertiesOf(objects)),
		...(lists.length > 0 && (lists.flat().length > 0 ? { items: schemaOf(lists.flat()) } : {})),
	};
}

/** Returns a schema of these fields only, if the workspace names the others itself. */
export function schemaOfFixed(samples: IDataObject[], fixed: string[]): JsonSchema {
	const only = (sample: IDataObject) => Object.fromEntries(fixed.map((name) => [name, sample[name]]));
	return { ...schemaOf(samples.map(only)), additionalProperties: true };
}

/** Objects with IDs as names get no list of properties, because the next response has other ones. */
function propertiesOf(objects: Array<Record<string, unknown>>): JsonSchema {
	const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	if (names.length === 0 || names.some((name) => /^[0-9a-f-]{20,}$/.test(name))) return {};
	const valuesOf = (name: string) => objects.flatMap((object) => (name in object ? [object[name]] : []));
	return {
		properties: Object.fromEntries(
			names.map((name) => [name, FREE.includes(name) ? { type: 'object' } : schemaOf(valuesOf(name))]),
		),
	};
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return typeof value;
}
