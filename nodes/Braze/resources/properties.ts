import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Resource } from '../operation';
import { resources } from './index';

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
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'canvas',
	},
	...resources.map(operationField),
	...resources.flatMap(fieldsOf),
];

function operationField({ value: resource, operations }: Resource): INodeProperties {
	return {
		...operation,
		displayOptions: { show: { resource: [resource] } },
		options: operations
			.map(({ name, value, action, description }) => ({ name, value, action, description }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: operations[0].value,
	};
}

function fieldsOf({ value: resource, operations }: Resource): INodeProperties[] {
	return operations.flatMap(({ value, fields }) =>
		updateDisplayOptions({ show: { resource: [resource], operation: [value] } }, fields),
	);
}
