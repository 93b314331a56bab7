import { NAMED, natureOf } from '../../nodes/Braze/expressions/natures';
import { resources } from '../../nodes/Braze/resources';
import { everyParameter, type Place } from '../support/parameters';

/** Types of fields that have no value themselves. */
const WITHOUT_VALUE = new Set(['notice', 'collection', 'fixedCollection']);

const places = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value: operation, fields }) =>
		everyParameter(fields).map((place): Place & { at: string } => ({
			...place,
			at: `${resource}.${operation}: ${place.path}`,
		})),
	),
);

it('knows what every parameter is for', () => {
	const unknown = places.filter(
		({ path, parameter }) => !WITHOUT_VALUE.has(parameter.type) && natureOf(path, parameter) === undefined,
	);

	expect(unknown.map(({ at }) => at)).toEqual([]);
});

it('gives no nature to notices and collections', () => {
	const known = places.filter(
		({ path, parameter }) => WITHOUT_VALUE.has(parameter.type) && natureOf(path, parameter) !== undefined,
	);

	expect(known.map(({ at }) => at)).toEqual([]);
});

it('names no parameter that does not exist', () => {
	const names = new Set(places.flatMap(({ path, parameter }) => [path, parameter.name]));

	expect(NAMED.filter((name) => !names.has(name))).toEqual([]);
});
