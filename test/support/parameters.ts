import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A parameter at any depth, with its path of names and its sibling parameters. */
export interface Place {
	readonly path: string;
	readonly parameter: INodeProperties;
	readonly siblings: readonly INodeProperties[];
}

/** Every parameter of a description, including those in collections. */
export function everyParameter(properties: readonly INodeProperties[], path = ''): Place[] {
	return properties.flatMap((parameter) => {
		const here = `${path}${parameter.name}`;
		return [{ path: here, parameter, siblings: properties }, ...inside(parameter, here)];
	});
}

function inside({ type, options = [] }: INodeProperties, here: string): Place[] {
	if (type === 'collection') return everyParameter(options as INodeProperties[], `${here}.`);
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ name, values }) =>
		everyParameter(values, `${here}.${name}.`),
	);
}

/** The choices of a list. */
export function choicesOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}
