import { loadOutputSchema } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Bench, jsons } from '../../support/bench';
import { useClock, withoutWaits } from '../../support/clocks';
import { EXAMPLE_ROWS, type Example } from '../../support/examples';
import { absolute, isAskedTo, writeText } from '../../support/files';
import { schemaOf, schemaOfFixed, schemaPath } from '../../support/outputSchema';

// Waits between tries are no part of what is tested here.
useClock(withoutWaits);

/**
 * n8n shows the fields of an operation before its first run by these schemas. Every run of these tests checks that
 * they fit; `UPDATE_SCHEMAS=1 npx jest test/engine/operations/outputSchemas` writes them anew from the examples.
 */
describe.each(EXAMPLE_ROWS)(
	'%s: %s',
	(resource, operation, { parameters, variants = [], before, fixed, faults = [] }: Example) => {
		const bench = new Bench({ resource, operation, ...parameters });

		async function outputs(): Promise<IDataObject[]> {
			const samples: IDataObject[] = [];
			for (const change of [{}, ...variants] as INodeParameters[]) samples.push(...(await run(change)));
			for (const fault of faults) samples.push(...(await run({}, () => bench.sandbox.faults.add(fault))));
			return samples;
		}

		async function run(change: INodeParameters, prepare = () => {}): Promise<IDataObject[]> {
			const items = (await before?.(bench)) ?? [{}];
			prepare();
			const result = await bench.run(change, { items });
			expect(result.error?.message).toBeUndefined();
			return jsons(result);
		}

		it('gives the fields that its schema lists', async () => {
			const samples = await outputs();
			const schema = { ...(fixed ? schemaOfFixed(samples, fixed) : schemaOf(samples)), version: 1 };
			const path = schemaPath(resource, operation);
			if (isAskedTo('UPDATE_SCHEMAS')) writeText(path, `${JSON.stringify(schema, null, '\t')}\n`);

			expect(loadOutputSchema({ nodeDir: absolute('nodes/Braze'), version: 1, resource, operation })).toEqual(
				schema,
			);
		});
	},
);
