import { omit } from 'lodash';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Resource } from '../../nodes/Braze/operation';

/** The fields that every operation declares, each shown for that operation only: what the node means, before fields are merged. */
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

/** The fields that n8n shows for the given values, in order and with all they contain, without what says for which operation. */
export function visibleFields(properties: INodeProperties[], values: INodeParameters): INodeProperties[] {
	const description = { properties } as INodeTypeDescription;
	return properties
		.filter(
			(field) =>
				NodeHelpers.displayParameter(values, field, { typeVersion: 1 }, description) &&
				NodeHelpers.displayParameterPath(
					{ parameters: values },
					field,
					'parameters',
					{ typeVersion: 1 },
					description,
				),
		)
		.map(({ displayOptions, ...field }) => ({
			...field,
			displayOptions: { ...displayOptions, show: omit(displayOptions?.show, 'resource', 'operation') },
		}));
}
