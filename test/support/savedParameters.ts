import type { INodeProperties } from 'n8n-workflow';

import { purposeOf } from '../../nodes/Braze/fields/declarations';
import type { Resource } from '../../nodes/Braze/operation';
import { choicesOf, everyParameter, type Place } from './parameters';

/**
 * Everything that saved workflows depend on, as one line per parameter of each operation: the path of its name, its
 * type, purpose, values and default. Labels and descriptions are not listed, because they may change.
 */
export function savedParameters(resources: readonly Resource[]): string {
	const lines = resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation, fields }) => [
			`${resource}.${operation}`,
			...everyParameter(fields).map((place) => `\t${lineOf(place)}`),
		]),
	);
	return `${lines.join('\n')}\n`;
}

function lineOf({ path, parameter }: Place): string {
	const values = choicesOf(parameter).map(({ value }) => String(value));
	const purpose = purposeOf(parameter);
	return [
		path,
		parameter.type,
		...(purpose === undefined ? [] : [purpose]),
		`default ${JSON.stringify(parameter.default)}`,
		...(values.length > 0 ? [`one of ${values.sort().join(' | ')}`] : []),
		...shownBy(parameter),
	].join('; ');
}

function shownBy({ displayOptions }: INodeProperties): string[] {
	return displayOptions ? [`shown by ${JSON.stringify(displayOptions)}`] : [];
}
