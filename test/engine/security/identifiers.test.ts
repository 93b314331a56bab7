import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../nodes/Braze/operation';
import { findOperation } from '../../../nodes/Braze/resources';
import { Bench } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';
import { EXAMPLE_ROWS, type Example } from '../../support/examples';

/** Whatever stands where an ID or a name belongs: no request leaves the operation's endpoint, and no header or query parameter is added. */

// A download waits up to a minute for a file that is not there.
useClock(fastClock);

const BAD = [
	'..',
	'.',
	'../..',
	'../../users/delete',
	'./x',
	'..%2f..%2fusers%2fdelete',
	'%2e%2e',
	'%2e%2e%2fusers',
	'/users/delete',
	'//evil.example',
	'https://evil.example/',
	'\\..\\users',
	'a/b',
	'a?page=9',
	'a#b',
	'a&limit=1',
	'a;b',
	'a%00b',
	'a\r\nX-Injected: 1',
	'a\nX-Injected: 1',
	'a\u0000b',
	'a b',
	' ',
	'',
	'*',
	'{}',
	'__proto__',
	'a\u2028b',
	'@evil.example',
	':80',
	'a%0d%0aX-Injected:%201',
];

const ROWS = EXAMPLE_ROWS.flatMap(([resource, name, example]) => {
	const operation = findOperation(resource, name) as Operation;
	return operation.fields
		.filter((field) => isIdentifier(field, example))
		.map(
			(field) =>
				[`${resource}: ${name}: ${field.displayName}`, { resource, operation, example, field }] as const,
		);
});

function isIdentifier({ name, type, typeOptions }: INodeProperties, { parameters }: Example): boolean {
	return (
		name in parameters && (type === 'resourceLocator' || (type === 'string' && !typeOptions?.multipleValues))
	);
}

const BENCH = new Bench();

const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/?#]+')}$`);

it.each(ROWS)(
	'%s',
	async (_, { resource, operation, example, field }) => {
		const common = {
			resource,
			operation: operation.value,
			...example.parameters,
			options: { ...(example.parameters.options as INodeParameters), maximumWait: 0, parallelRequests: 50 },
		};
		const [prior] = (await example.before?.(BENCH)) ?? [{}];
		BENCH.sandbox.requests.length = 0;
		await BENCH.run(common, { items: [prior] });
		const [plain] = BENCH.wire;
		BENCH.sandbox.requests.length = 0;

		const value =
			field.type === 'resourceLocator'
				? {
						__rl: true,
						mode: (example.parameters[field.name] as INodeParameters).mode,
						value: '={{ $json.bad }}',
					}
				: '={{ $json.bad }}';
		const items = BAD.map((bad): IDataObject => ({ ...prior, bad }));
		const { ok, failed } = await BENCH.run(
			{ ...common, [field.name]: value },
			{ items, settings: { onError: 'continueErrorOutput' } },
		);

		expect(ok.length + failed.length).toBeGreaterThan(0);
		const endpoints = [operation, operation.uncombined].flatMap((one) => (one ? [one.endpoint] : []));
		for (const { method, path, query, headers } of BENCH.sandbox.requests) {
			expect([path, endpoints.some((one) => one.method === method && pattern(one.path).test(path))]).toEqual([
				path,
				true,
			]);
			expect(
				path
					.split('/')
					.map(decodeURIComponent)
					.filter((part) => part === '.' || part === '..' || part === ''),
			).toEqual(['']);
			expect(Object.keys(query).filter((name) => !(name in plain.query) && name !== 'cursor')).toEqual([]);
			expect(Object.keys(headers)).not.toContain('x-injected');
		}
	},
	120_000,
);
