import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { omit } from 'lodash';

import { leavesOf } from '../../nodes/Braze/expressions/savedParameters';
import { content, identifies, purposeOf } from '../../nodes/Braze/fields/declarations';
import type { Operation } from '../../nodes/Braze/operation';
import { resources } from '../../nodes/Braze/resources';
import { mergeFields } from '../../nodes/Braze/resources/mergeFields';
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

it('knows what every field is for: wrap those listed here in identifies(…), selects(…), content(…) or time(…)', () => {
	const unknown = places.filter(
		({ parameter }) => !WITHOUT_VALUE.has(parameter.type) && purposeOf(parameter) === undefined,
	);

	expect(unknown.map(({ at }) => at)).toEqual([]);
});

it('gives no purpose to notices and collections', () => {
	const known = places.filter(
		({ parameter }) => WITHOUT_VALUE.has(parameter.type) && purposeOf(parameter) !== undefined,
	);

	expect(known.map(({ at }) => at)).toEqual([]);
});

const FIELD: INodeProperties = { displayName: 'Note', name: 'note', type: 'string', default: '' };

it('stays with copies of a field, and out of what editors download', () => {
	const field = identifies(FIELD);
	const copies = [
		{ ...field, description: 'Another' },
		omit(field, 'default'),
		...updateDisplayOptions({ show: { other: ['a'] } }, [field]),
	];

	expect(copies.map(purposeOf)).toEqual(['identifies', 'identifies', 'identifies']);
	expect(JSON.stringify(field)).toBe(JSON.stringify(FIELD));
});

it('is that of its own operation where fields of two differ in nothing else, and are one in the description', () => {
	const [a, b] = [identifies(FIELD), content(FIELD)].map(
		(field, index) => ({ value: `operation${index}`, fields: [field] }) as unknown as Operation,
	);
	const merged = mergeFields([{ name: 'R', value: 'r', description: '', operations: [a, b] }]);

	expect(merged).toHaveLength(1);
	expect([a, b].map(({ fields: [field] }) => leavesOf(field, '={{ 1 }}')[0].purpose)).toEqual([
		'identifies',
		'content',
	]);
});
