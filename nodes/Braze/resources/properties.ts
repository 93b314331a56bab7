import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { Resource } from '../operation';
import { resources } from './index';
import { mergeFields } from './mergeFields';

/** n8n requires alphabetical order in lists of at least this length. Shorter ones start with what is used most. */
const SORTED_FROM = 5;

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** The parameters of the node: Resource, Operation for each resource, and the fields of each operation. */
export const nodeProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value, description }) => ({ name, value, description })),
		default: 'canvas',
	},
	...resources.map(operationField),
	...mergeFields(resources),
];

/** The node's subtitle: operation and resource by name, such as `Cancel Schedule: Canvas`. */
export const subtitle = `={{ ${namesOf(resources.flatMap(({ operations }) => operations))}[$parameter.operation] + ": " + ${namesOf(resources)}[$parameter.resource] }}`;

function namesOf(named: ReadonlyArray<{ readonly name: string; readonly value: string }>): string {
	return JSON.stringify(Object.fromEntries(named.map(({ name, value }) => [value, name])));
}

function operationField({ value: resource, operations }: Resource): INodeProperties {
	const options = operations.map(({ name, value, action, description, endpoint }) => ({
		name,
		value,
		action,
		// The editor's list shows two lines of the description.
		description: `${description}. Permission: ${endpoint.permission}.`,
	}));
	return {
		...operation,
		displayOptions: { show: { resource: [resource] } },
		options: options.length < SORTED_FROM ? options : sortBy(options, ({ name }) => name.toLowerCase()),
		default: operations[0].value,
	};
}
