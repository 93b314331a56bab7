import fc from 'fast-check';

import { BrazeApi } from '../../../credentials/BrazeApi.credentials';
import { restHost } from '../../../nodes/Braze/transport/credential';
import { evaluateInCredential } from '../../support/editor';

/** The node and the credential test read the address of Braze separately, and have to agree about it. */

const { properties, test } = new BrazeApi();

const tested = (credential: { instance: string; url?: string }) =>
	evaluateInCredential(String(test.request.baseURL), credential);

const sent = (credential: { instance: string; url?: string }): string | undefined => {
	try {
		return restHost(credential);
	} catch {
		return undefined;
	}
};

const INSTANCES = properties
	.find(({ name }) => name === 'instance')
	?.options?.map((option) => ({ name: String(option.name), value: (option as { value: string }).value }))
	.filter(({ value }) => value !== 'custom') as Array<{ name: string; value: string }>;

describe('the instances of Braze', () => {
	/** https://www.braze.com/docs/api/basics */
	const DOCUMENTED = [
		['AU-01', 'dashboard.au-01.braze.com', 'https://rest.au-01.braze.com'],
		['EU-01', 'dashboard-01.braze.eu', 'https://rest.fra-01.braze.eu'],
		['EU-02', 'dashboard-02.braze.eu', 'https://rest.fra-02.braze.eu'],
		['ID-01', 'dashboard.id-01.braze.com', 'https://rest.id-01.braze.com'],
		['JP-01', 'dashboard.jp-01.braze.com', 'https://rest.jp-01.braze.com'],
		['KR-01', 'dashboard.kr-01.braze.com', 'https://rest.kr-01.braze.com'],
		...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [
			`US-0${n}`,
			`dashboard-0${n}.braze.com`,
			`https://rest.iad-0${n}.braze.com`,
		]),
		['US-10', 'dashboard.us-10.braze.com', 'https://rest.us-10.braze.com'],
	];

	it('are all there, each with its dashboard', () => {
		expect(INSTANCES).toEqual(
			DOCUMENTED.map(([name, dashboard, value]) => ({ name: `${name} (${dashboard})`, value })),
		);
	});

	it.each(INSTANCES)('$name is the same for both', (instance) => {
		const credential = { instance: instance.value, url: 'http://left.over' };
		expect([sent(credential), tested(credential)]).toEqual([instance.value, instance.value]);
	});
});

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(:\d+)?(\/|$)/i;

const scheme = fc.constantFrom('', '', 'https://', 'HTTPS://', 'Https://', 'http://', 'HTTP://');

const host = fc.oneof(
	fc.constantFrom(
		'localhost',
		'LOCALHOST',
		'127.0.0.1',
		'[::1]',
		'host.docker.internal',
		'rest.iad-01.braze.com',
		'Rest.FRA-01.Braze.EU',
		'localhost.evil.example',
		'127.0.0.1.evil.example',
		'evil.example',
		'notlocalhost',
		'localhost:secret@evil.example',
	),
	fc.domain(),
);

const port = fc.oneof(
	fc.constant(''),
	fc.integer({ min: 1, max: 65535 }).map((number) => `:${number}`),
);

const path = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	fc.constantFrom('/', '//', '/braze', '/a/b/', '/localhost:'),
);

const space = fc.constantFrom('', '', ' ', '\n', '\t ');

const spelling = fc.tuple(space, scheme, host, port, path, space).map((parts) => parts.join(''));

it('gives the same address for every spelling that the node takes', () => {
	fc.assert(
		fc.property(spelling, (url) => {
			const credential = { instance: 'custom', url };
			const address = sent(credential);
			if (address !== undefined) expect(tested(credential)).toBe(address);
		}),
		{ numRuns: 500 },
	);
});

it('never sends the key unencrypted to another machine', () => {
	fc.assert(
		fc.property(fc.oneof(spelling, fc.webUrl(), fc.string()), (url) => {
			const credential = { instance: 'custom', url };
			for (const address of [sent(credential), tested(credential)]) {
				if (address !== undefined && !LOCAL.test(String(address)))
					expect(String(address)).toMatch(/^https:\/\//);
			}
		}),
		{ numRuns: 500 },
	);
});

it.each([
	['https://rest.iad-01.braze.com', 'https://rest.iad-01.braze.com'],
	['rest.iad-01.braze.com', 'https://rest.iad-01.braze.com'],
	[' https://rest.iad-01.braze.com/ ', 'https://rest.iad-01.braze.com'],
	['http://localhost:4010', 'http://localhost:4010'],
	['http://localhost/braze', 'http://localhost/braze'],
	['http://[::1]:4010/', 'http://[::1]:4010'],
	['https://proxy.example/braze/', 'https://proxy.example/braze'],
])('reads %j as %s', (url, address) => {
	const credential = { instance: 'custom', url };
	expect([sent(credential), tested(credential)]).toEqual([address, address]);
});

it.each([
	[''],
	[' '],
	['ftp://rest.iad-01.braze.com'],
	['https://'],
	['https://user@host'],
	['two words'],
	['https://host?x=1'],
])('is refused by the node: %j', (url) => {
	expect(() => restHost({ instance: 'custom', url })).toThrow(/^'REST URL' /);
});
