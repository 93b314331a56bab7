import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { Bench, jsons, stop } from '../../support/bench';
import { EXAMPLE_ROWS, type Example } from '../../support/examples';

/** n8n's rule: an operation whose response has more than ten fields offers 'Simplify', which returns ten at most. */
const MOST = 10;

/** Larger responses without 'Simplify'. docs/maintainers/verification.md says why. */
const WHOLE = [
	'campaign.getAllAnalytics',
	'campaign.getAnalytics',
	'campaign.getSendAnalytics',
	'cloudDataIngestion.getMany',
	'contentBlock.get',
	'emailTemplate.get',
	'user.get',
];

/** Added to the response by the node. */
const ADDED = ['canvas_id', 'campaign_id'];

const READING = EXAMPLE_ROWS.filter(([, operation, { fixed }]) => operation.startsWith('get') && !fixed).map(
	([resource, operation, example]) => {
		const { fields } = findOperation(resource, operation) as Operation;
		return { resource, operation, example, simplify: fields.some(({ name }) => name === 'simplify') };
	},
);

const bench = new Bench();

/** The most fields of an output item, in all ways that the example uses the operation. */
async function largest(
	resource: string,
	operation: string,
	{ parameters, variants = [], before }: Example,
	changes: INodeParameters,
): Promise<number> {
	let most = 0;
	for (const variant of [{}, ...variants]) {
		bench.sandbox.reset();
		const items = (await before?.(bench)) ?? [{}];
		const result = await bench.run({ resource, operation, ...parameters, ...variant, ...changes }, { items });
		expect([resource, operation, stop(result)]).toEqual([resource, operation, {}]);
		most = Math.max(most, ...jsons(result).map(size));
	}
	return most;
}

const size = (json: IDataObject) => Object.keys(json).filter((name) => !ADDED.includes(name)).length;

it('is offered for every response of more than ten fields, apart from those that are needed whole', async () => {
	const large: string[] = [];
	for (const { resource, operation, example, simplify } of READING) {
		if (!simplify && (await largest(resource, operation, example, {})) > MOST)
			large.push(`${resource}.${operation}`);
	}
	expect(large.sort()).toEqual(WHOLE);
}, 120_000);

describe.each(READING.filter(({ simplify }) => simplify))(
	'$resource: $operation',
	({ resource, operation, example }) => {
		it('returns ten fields at most', async () => {
			expect(await largest(resource, operation, example, { simplify: true })).toBeLessThanOrEqual(MOST);
		});
	},
);

it('is offered by those that need it', () => {
	const offered = READING.filter(({ simplify }) => simplify).map(
		({ resource, operation }) => `${resource}.${operation}`,
	);
	expect(offered.sort()).toEqual(['campaign.get', 'canvas.get', 'canvas.getAnalyticsSummary']);
});
