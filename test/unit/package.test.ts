import * as manifest from '../../package.json';
import * as brazeCodex from '../../nodes/Braze/Braze.node.json';
import * as triggerCodex from '../../nodes/BrazeTrigger/BrazeTrigger.node.json';
import * as pollingCodex from '../../nodes/BrazePollingTrigger/BrazePollingTrigger.node.json';
import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazePollingTrigger } from '../../nodes/BrazePollingTrigger/BrazePollingTrigger.node';
import { BrazeTrigger } from '../../nodes/BrazeTrigger/BrazeTrigger.node';
import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { BrazeWebhookApi } from '../../credentials/BrazeWebhookApi.credentials';
import { compilePackage, importsOf } from '../support/compiled';
import { readText } from '../support/files';

/** What n8n demands of a package that it installs on its cloud. */

/** Modules that n8n itself brings, and that a verified package may load. */
const ALLOWED = ['n8n-workflow', 'lodash', 'p-limit', 'luxon', 'zod', 'crypto'];

/** The one file of the package that others of it load. */
const BUNDLE = /^\.\.\/(nodes\/)?index$/;

describe('the compiled files', () => {
	const compiled = compilePackage();
	const scripts = [...compiled];

	it('are the nodes and the credentials, and the bundle that they load', () => {
		expect([...compiled.keys()].sort()).toEqual([
			...manifest.n8n.credentials,
			...manifest.n8n.nodes,
			'dist/nodes/index.js',
		]);
	});

	it('load nothing but what n8n brings', () => {
		const foreign = scripts.flatMap(([path, text]) =>
			importsOf(text)
				.filter((name) => !ALLOWED.includes(name) && !BUNDLE.test(name))
				.map((name) => `${path}: ${name}`),
		);
		expect(foreign).toEqual([]);
		expect(new Set(scripts.flatMap(([, text]) => importsOf(text)))).toContain('n8n-workflow');
	});

	it('load whatever they load by its name, where it can be checked', () => {
		const dynamic = scripts.filter(([, text]) =>
			/\brequire\((?!["'])|\bimport\((?!["'])|\beval\(|\bnew Function\(/.test(text),
		);
		expect(dynamic.map(([path]) => path)).toEqual([]);
	});

	it('use no global that n8n withholds from verified packages', () => {
		const global =
			/(?<![\w.$])(process|globalThis|global|setTimeout|setInterval|setImmediate|__dirname|__filename|console)(?![\w$])\s*[.([]/;
		expect(scripts.filter(([, text]) => global.test(text)).map(([path]) => path)).toEqual([]);
	});
});

it('index.js exports every node and credential', () => {
	const declared = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
	const loaded = [...(readText('index.js') ?? '').matchAll(/const \{ (\w+) \} = require\('\.\/(.+?)'\)/g)];
	const [, exported = ''] = /module\.exports = \{ (.+?) \}/.exec(readText('index.js') ?? '') ?? [];

	expect(loaded.map(([, , file]) => file).sort()).toEqual([...declared].sort());
	expect(exported.split(', ')).toEqual(loaded.map(([, name]) => name).sort());
});

describe('package.json', () => {
	const keys = Object.keys(manifest);
	const scripts = Object.keys(manifest.scripts);

	it('has the keyword, the licence and the addresses that n8n looks for', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-[a-z-]+$/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.author).toEqual({ name: expect.any(String), email: expect.stringContaining('@') });
		expect(manifest.repository.url).toContain('github.com');
		expect(manifest.homepage).toMatch(/^https:/);
	});

	it('brings no module of its own, and changes none of n8n', () => {
		for (const key of [
			'dependencies',
			'optionalDependencies',
			'bundledDependencies',
			'bundleDependencies',
			'overrides',
			'resolutions',
		]) {
			expect(keys).not.toContain(key);
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('runs nothing when it is installed', () => {
		const forbidden = [
			'prepare',
			'preprepare',
			'postprepare',
			'preinstall',
			'install',
			'postinstall',
			'prepublish',
		];
		expect(scripts.filter((name) => forbidden.includes(name))).toEqual([]);
	});

	it('names the nodes and the credentials, which are there', () => {
		const { n8nNodesApiVersion, strict, nodes, credentials } = manifest.n8n;
		expect({ n8nNodesApiVersion, strict }).toEqual({ n8nNodesApiVersion: 1, strict: true });
		for (const built of [...nodes, ...credentials]) {
			expect(built).toMatch(/^dist\/.+\.js$/);
			expect(readText(built.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBeDefined();
		}
	});

	it('publishes what is compiled and nothing else', () => {
		expect(manifest.files.filter((path) => !path.startsWith('!'))).toEqual([
			'dist/nodes',
			'dist/credentials',
			'dist/icons',
		]);
		expect(readText(manifest.main)).toBeDefined();
	});
});

describe.each([
	['the node', brazeCodex, new Braze().description],
	['the trigger', triggerCodex, new BrazeTrigger().description],
	['the polling trigger', pollingCodex, new BrazePollingTrigger().description],
])('the codex of %s', (_, codex, { name, displayName }) => {
	it('belongs to the node', () => {
		expect(codex.node).toBe(`${manifest.name}.${name}`);
	});

	it('has the documentation that n8n reads without asking', () => {
		for (const { url } of [
			...codex.resources.primaryDocumentation,
			...codex.resources.credentialDocumentation,
		]) {
			expect(url).toMatch(/^https:\/\//);
		}
	});

	it('is found by other words than the name', () => {
		expect(codex.alias).not.toContain(displayName.toLowerCase());
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
	});
});

it.each([
	['the node', new Braze().description.icon, 'nodes/Braze'],
	['the trigger', new BrazeTrigger().description.icon, 'nodes/BrazeTrigger'],
	['the polling trigger', new BrazePollingTrigger().description.icon, 'nodes/BrazePollingTrigger'],
	['the credential', new BrazeApi().icon, 'credentials'],
	['the credential of the trigger', new BrazeWebhookApi().icon, 'credentials'],
])('%s has an icon for light and for dark, which are there', (_, icons, folder) => {
	const { light, dark } = icons as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const icon of [light, dark]) {
		expect(readText(`${folder}/${icon.replace('file:', '')}`)).toMatch(/^<svg/);
	}
});
