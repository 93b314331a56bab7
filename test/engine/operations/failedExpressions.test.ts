import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import { reasonOf } from '../../../nodes/Braze/delivery/outcome';
import { itemReaders } from '../../../nodes/Braze/inputItems';
import type { ItemReader } from '../../../nodes/Braze/itemReader';
import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation } from '../../../nodes/Braze/resources';
import { runBraze } from '../../support/engine';
import { EXAMPLE_ROWS, EXAMPLES } from '../../support/examples';
import { expressionPlaces, type ExpressionPlace } from '../../support/expressionPlaces';

/**
 * Every parameter of every operation gets a text in which an expression fails, in each way n8n knows: what identifies
 * or selects never goes out with a hole, and what is whole is never refused for one.
 */

const NOW = DateTime.fromISO('2026-09-07T09:00:00Z', { zone: 'Europe/Berlin' });

/** What stands before the expression: whoever finds it in an entry finds what became of the expression. */
const MARK = 'mark7';

/** Values by what went wrong. */
const FAILED =
	'{ missing: $json.gone, path: $json.gone?.deep, nil: null, nan: Number("x"), infinite: 1 / 0, empty: "", blank: "  ", ' +
	'list: [], object: $json, luxon: DateTime.fromISO("soon"), text: DateTime.fromISO("soon").toFormat("yyyy"), date: new Date("x") }';

const KINDS = 'missing path nil nan infinite empty blank list object luxon text date'.split(' ');

/** Whole values, some of which look broken to a careless reader. */
const WHOLE = ['A', '7', 'null', 'undefined-behavior-101', 'Null', '0'];

/** What the expressions of the examples themselves read. */
const OTHERS = { id: 'id-1', old: 'old-1', name: 'name-1', schedule_id: 's-1', schedule_key: 'k-1' };

/** One expression that is a failure or a whole value, as the item says; another fails as a function does. */
const ANY = `{{ $json.whole ?? (${FAILED})[$json.kind] }}`;

const COMPOSED = [
	`={{ '${MARK}' + $json.gone }}`,
	`={{ \`${MARK}\${$json.nil}\` }}`,
	`={{ ['${MARK}', $json.gone].join('') }}`,
	`=${MARK}{{ $json.gone.toUpperCase() }}`,
	`=${MARK}{{ JSON.parse('{') }}`,
];

interface Reading {
	readonly entry?: string;
	readonly problem?: string;
}

function readingOf(operation: Operation, item: ItemReader): Reading {
	try {
		const entry = operation.entry(item);
		item.refuseEmptyExpressions();
		return { entry: JSON.stringify(entry) };
	} catch (error) {
		return { problem: reasonOf(error).message };
	}
}

/** Reads one item for each `json` with an expression in a place. */
async function readings(
	resource: string,
	operation: Operation,
	parameters: INodeParameters,
	items: IDataObject[],
): Promise<Reading[]> {
	const found: Reading[] = [];
	jest.spyOn(Braze.prototype, 'execute').mockImplementation(async function (this: IExecuteFunctions) {
		const reader = itemReaders(this, NOW, operation.fields);
		items.forEach((_, index) => found.push(readingOf(operation, reader(index))));
		return await Promise.resolve([[]]);
	});
	await runBraze({ parameters: { resource, operation: operation.value, ...parameters }, items });
	return found;
}

afterEach(() => jest.restoreAllMocks());

const HOLE = /has (an empty|a broken) part: /;

/** Senders and addresses may be Liquid, which Braze evaluates. */
const LIQUID = /^(from|imageUrl|webhookUrl)$/;

const mayHaveHoles = ({ purpose, type }: ExpressionPlace): boolean =>
	purpose === 'content' || purpose === 'setting' || purpose === undefined || type === 'json';

describe.each(EXAMPLE_ROWS)('%s: %s', (resource, name, { parameters, variants = [] }) => {
	const operation = findOperation(resource, name) as Operation;
	const forms = [operation, ...(operation.uncombined ? [operation.uncombined] : [])];
	const places = (form: Operation) =>
		[
			...expressionPlaces(form, parameters),
			...variants.flatMap((variant) =>
				expressionPlaces(form, { ...parameters, ...variant }, Object.keys(variant)),
			),
		].filter((place) => !mayHaveHoles(place));

	it('sends nothing that identifies or selects with a hole, and refuses nothing that is whole', async () => {
		for (const form of forms)
			for (const place of places(form)) {
				const items = [
					...KINDS.map((kind) => ({ ...OTHERS, kind })),
					...WHOLE.map((whole) => ({ ...OTHERS, whole })),
				];
				const all = await readings(resource, form, place.put(`=${MARK}${ANY}`), items);
				const broken = all.slice(0, KINDS.length).filter(({ entry }) => entry?.includes(MARK));
				const refused = all.slice(KINDS.length).filter(({ problem }) => HOLE.test(problem ?? ''));
				expect({ path: place.path, broken, refused }).toEqual({ path: place.path, broken: [], refused: [] });
			}
	});

	it('sends no expression that was left as fixed text where it identifies or selects', async () => {
		for (const form of forms)
			for (const place of places(form).filter(({ path }) => !LIQUID.test(path))) {
				const [{ entry }] = await readings(resource, form, place.put(`${MARK}{{ $json.id }}`), [OTHERS]);
				expect({ path: place.path, sent: entry?.includes(MARK) ?? false }).toEqual({
					path: place.path,
					sent: false,
				});
			}
	});
});

describe('composed text', () => {
	const operation = findOperation('canvas', 'schedule') as Operation;
	const places = expressionPlaces(operation, EXAMPLES.canvas.schedule.parameters).filter(
		(place) => !mayHaveHoles(place),
	);

	it.each(COMPOSED)('%s is refused wherever it identifies or selects', async (expression) => {
		for (const place of places) {
			const [{ entry }] = await readings('canvas', operation, place.put(expression), [{ nil: null }]);
			expect({ path: place.path, entry: entry?.includes(MARK) ?? false }).toEqual({
				path: place.path,
				entry: false,
			});
		}
	});
});
