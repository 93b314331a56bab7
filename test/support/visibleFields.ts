import { omit } from 'lodash';
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import type { Resource } from '../../nodes/Braze/operation';

/**
 * The fields that every operation declares, each shown only for that operation: the intended result before fields are
 * merged.
 */
export function unmergedFields(resources: readonly Resource[]): INodeProperties[] {
	return resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation, fields }) =>
			fields.map((field) => ({
				...field,
				displayOptions: {
					...field.displayOptions,
					show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
				},
			})),
		),
	);
}

/**
 * The fields that n8n shows for the given values, in order and with their contents, including the options that can be
 * added. The conditions that name operations are removed.
 */
export function visibleFields(properties: INodeProperties[], values: INodeParameters): INodeProperties[] {
	return properties
		.filter((field) => isShown(field, values, 'parameters'))
		.map((field) => ({
			...field,
			...(field.type === 'collection' && { options: visibleOptions(field, values) }),
			displayOptions: withoutOperation(field),
		}));
}

function visibleOptions({ name, options }: INodeProperties, values: INodeParameters): INodeProperties[] {
	return (options as INodeProperties[])
		.filter((option) => isShown(option, values, `parameters.${name}`))
		.map((option) => ({ ...option, displayOptions: withoutOperation(option) }));
}

function isShown(field: INodeProperties, values: INodeParameters, path: string): boolean {
	return NodeHelpers.displayParameterPath({ parameters: values }, field, path, { typeVersion: 1 }, null);
}

function withoutOperation({ displayOptions }: INodeProperties): INodeProperties['displayOptions'] {
	return {
		...displayOptions,
		show: omit(displayOptions?.show, 'resource', 'operation', '/resource', '/operation'),
	};
}
