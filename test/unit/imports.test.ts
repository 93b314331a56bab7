import { readText, sourcesUnder } from '../support/files';
import {
	foldersAround,
	importCycle,
	importGraph,
	neighborsIn,
	runtimeImportsOf,
} from '../support/importGraph';

/** Data flows one way, and so do imports: type imports count too. */

const graph = importGraph(['credentials', 'nodes', 'sandbox', 'parity']);

const FORBIDDEN: Array<[rule: string, from: RegExp, to: RegExp]> = [
	['the node imports nothing of the sandbox', /^(nodes|credentials)\//, /^sandbox\//],
	['the sandbox imports nothing of the node', /^sandbox\//, /^(nodes|credentials|parity)\//],
	['the parity kit imports nothing of the node', /^parity\//, /^(nodes|credentials)\//],
	[
		'only the resources, and the node itself, know resources',
		/^nodes\/Braze\/(?!resources\/|Braze\.node\.ts|methods\/)/,
		/^nodes\/Braze\/resources\//,
	],
	[
		'transport knows nothing of delivery and of what is read',
		/^nodes\/Braze\/transport\//,
		/^nodes\/Braze\/(audience|delivery|fields|recipients|schedule)\//,
	],
	[
		'fields know nothing of who is meant, of audiences and of schedules',
		/^nodes\/Braze\/fields\//,
		/^nodes\/Braze\/(audience|recipients|schedule)\//,
	],
	[
		'delivery knows nothing of operations, and of how entries are read',
		/^nodes\/Braze\/delivery\//,
		/^nodes\/Braze\/(?!delivery\/|transport\/|input\/|execution\.ts$)/,
	],
	[
		'the input knows nothing of what reads and sends',
		/^nodes\/Braze\/input\//,
		/^nodes\/Braze\/(?!input\/)|^n8n-/,
	],
];

it('has no circles', () => {
	expect(importCycle(graph)).toBeUndefined();
});

it('has no circles of folders, at any depth', () => {
	const folders = new Set([...graph.keys()].flatMap(foldersAround));
	expect(folders.size).toBeGreaterThan(50);
	const circles = [...folders].map((folder) => importCycle(neighborsIn(folder, graph)));
	expect(circles.filter(Boolean)).toEqual([]);
});

it.each(FORBIDDEN)('%s', (_rule, from, to) => {
	const files = [...graph].filter(([file]) => from.test(file));
	expect(files.length).toBeGreaterThan(0);
	expect(
		files.flatMap(([file, imports]) =>
			imports.filter((name) => to.test(name)).map((name) => `${file} -> ${name}`),
		),
	).toEqual([]);
});

/** The resource whose folder a file is in. */
const resourceOf = (file: string) => /^nodes\/Braze\/resources\/(\w+)\//.exec(file)?.[1];

/** Resources that use another one: campaigns work as Canvases do, and keys are cleaned up for all that is scheduled. */
const SHARING = [
	'campaign -> canvas',
	'contentBlock -> template',
	'emailTemplate -> template',
	'schedule -> campaign',
	'schedule -> canvas',
	'schedule -> message',
];

it('has resources that know no other, apart from those that share operations', () => {
	const known = [...graph].flatMap(([file, imports]) =>
		imports
			.map((name) => [resourceOf(file), resourceOf(name)])
			.filter(([from, to]) => from && to && from !== to),
	);
	expect([...new Set(known.map(([from, to]) => `${from} -> ${to}`))].sort()).toEqual(SHARING);
});

it('keeps what a single resource uses in its folder', () => {
	const users = (field: string) =>
		[...graph].flatMap(([file, imports]) => (imports.includes(field) ? [file] : []));
	const fields = [...graph.keys()].filter((file) => /^nodes\/Braze\/fields\//.test(file));
	expect(fields.length).toBeGreaterThan(0);
	const own = fields.filter((field) => {
		const [first, ...others] = new Set(users(field).map(resourceOf));
		return first !== undefined && others.length === 0;
	});
	expect(own).toEqual([]);
});

it('runs the protocol of schedule keys without anything else of the node, as the explorer does', () => {
	const folder = 'nodes/Braze/scheduleKeys/protocol';
	const files = sourcesUnder(folder);
	expect(files.length).toBeGreaterThan(10);
	const imported = new Set(files.flatMap(runtimeImportsOf));
	expect([...imported].filter((name) => !name.startsWith(`${folder}/`)).sort()).toEqual(['crypto', 'lodash']);
});

/** The folders of the sandbox, from the ground up. `evidence` stands apart: it only says how the others are known. */
const SANDBOX = [
	'types',
	'seeds',
	'state',
	'people',
	'rules',
	'analytics',
	'delivery',
	'endpoints',
	'outgoing',
	'control',
	'page',
	'server',
];

it('imports one way between the folders of the sandbox, which has no other', () => {
	const folderOf = (name: string) => /^sandbox\/(\w+)(\/|\.ts$)/.exec(name)?.[1];
	const edges = [...graph].flatMap(([file, imports]) =>
		imports.map((name) => ({ file, name, from: folderOf(file), to: folderOf(name) })),
	);
	const inside = edges.filter(({ from, to }) => from && to && from !== to);
	expect(new Set(inside.flatMap(({ from, to }) => [from, to]))).toEqual(new Set([...SANDBOX, 'main']));
	const rank = (folder = '') => [...SANDBOX, 'main'].indexOf(folder);
	expect(inside.filter(({ from, to }) => rank(from) < rank(to))).toEqual([]);
});

it('mocks no modules in tests, which load those of the project once for all: they replace what belongs to an object', () => {
	const mocking = sourcesUnder('test').filter((file) =>
		/jest\s*\.(?:mock|doMock|resetModules|isolateModules)\b/.test(readText(file) ?? ''),
	);
	expect(mocking).toEqual([]);
});

it('finds a circle of two folders whose files have none', () => {
	const apart = new Map([
		['house/a/one.ts', ['house/b/two.ts']],
		['house/b/two.ts', []],
		['house/b/three.ts', ['house/a/four.ts']],
		['house/a/four.ts', []],
	]);
	expect(importCycle(apart)).toBeUndefined();
	expect(importCycle(neighborsIn('house', apart))).toEqual(['house/a', 'house/b', 'house/a']);
});

it('finds a circle of three', () => {
	expect(
		importCycle(
			new Map([
				['a', ['b']],
				['b', ['c', 'd']],
				['c', []],
				['d', ['a']],
			]),
		),
	).toEqual(['a', 'b', 'd', 'a']);
});
