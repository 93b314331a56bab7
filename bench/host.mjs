// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from '../n8n/start/build.mjs';
import { installN8n } from '../n8n/start/install.mjs';
import { node24 } from '../n8n/start/node.mjs';
import { pack, placeInN8n } from '../n8n/start/pack.mjs';
import { localFolder, n8nFolder, root } from '../n8n/start/settings.mjs';
import { cases, credential, workflow } from './cases.mjs';
import { measure } from './measure.mjs';

/** n8n's user folder, and what its runs print. */
export const folder = path.join(localFolder, 'bench');
export const n8n = path.join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n');
const node = node24(n8nFolder);
const inherited = Object.entries(process.env).filter(
	([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|NODE_|npm_)/.test(name),
);
const env = {
	...Object.fromEntries(inherited),
	N8N_USER_FOLDER: folder,
	N8N_CUSTOM_EXTENSIONS: path.join(root, 'bench', 'nodes'),
	N8N_PORT: '4310',
	N8N_RUNNERS_BROKER_PORT: '5799',
	N8N_LOG_LEVEL: 'info', // the result of `n8n execute` is written as a log line of this level
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_PYTHON_ENABLED: 'false',
	NODE_NO_WARNINGS: '1',
};

/** Runs Node.js with n8n's environment. @param {string[]} args @param {string} output the file for what it prints */
export const runNode = (args, output) =>
	measure({ command: node, args, env, cwd: root, output: path.join(folder, output) });

/**
 * Installs n8n where it is not yet, and makes a fresh user folder with the package, the credential and a workflow for each case and size in it.
 * @param {string} url @param {{ name: string, size: number }[]} runs
 */
export async function prepare(url, runs) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await installN8n(n8nFolder);
	await build();
	await placeInN8n(await pack(folder), folder);
	await importFile('credentials', [credential(url)]);
	const workflows = runs.flatMap(({ name, size }) => {
		const subject = cases[name].subject?.(url);
		return subject ? [workflow(name, size, subject)] : [];
	});
	if (workflows.length > 0) await importFile('workflow', workflows);
}

/** Puts credentials or workflows into n8n. @param {'credentials' | 'workflow'} kind @param {object[]} content */
export async function importFile(kind, content) {
	const file = path.join(folder, `${kind}.json`);
	writeFileSync(file, JSON.stringify(content));
	const { ended } = await runNode([n8n, `import:${kind}`, `--input=${file}`], `import-${kind}.txt`);
	if (ended !== 'done') throw new Error(`import:${kind}: ${ended}; see ${folder}/import-${kind}.txt`);
}

/**
 * Runs a case once, in a process of its own.
 * @param {string} name @param {number} items
 * @param {{ url: string, take: () => { requests: number, inFlight: number, bodies: string } }} server
 */
export async function runCase(name, items, server) {
	const output = `${name}-${items}.txt`;
	const { job, subject } = cases[name];
	server.take();
	const args = subject
		? [n8n, 'execute', `--id=${name}${items}`, '--rawOutput']
		: [path.join(root, 'bench', 'bare-loop.mjs'), server.url, String(items), job];
	const measured = await runNode(args, output);
	const { seconds, failure } = resultOf(readFileSync(path.join(folder, output), 'utf8'), Boolean(subject));
	const ended = seconds !== null && !failure ? 'done' : [measured.ended, failure].filter(Boolean).join(': ');
	return { ...server.take(), seconds, peakMB: measured.peakMB, cpuSeconds: measured.cpuSeconds, ended };
}

/**
 * The most bytes of its heap that n8n has in use during a case, with garbage taken out. It takes much longer than the
 * case itself, so nothing else is measured in this run.
 * @param {string} name @param {number} items
 */
export async function liveHeap(name, items) {
	const file = path.join(folder, `${name}-${items}.heap`);
	const args = [
		'--expose-gc',
		'--require',
		path.join(root, 'bench', 'live-heap.cjs'),
		n8n,
		'execute',
		`--id=${name}${items}`,
		'--rawOutput',
	];
	const ended = await measure({
		command: node,
		args,
		env: { ...env, BENCH_LIVE_HEAP: file },
		cwd: root,
		output: path.join(folder, `${name}-${items}-heap.txt`),
	});
	return ended.ended === 'done' ? Number(readFileSync(file, 'utf8')) : null;
}

/** What `n8n execute` prints of a run, behind lines of its log. @param {string} text */
export const resultDataIn = (text) =>
	JSON.parse(text.slice(text.search(/^\{$/m), text.lastIndexOf('}') + 1)).data.resultData;

/**
 * The seconds that the node itself took, which leaves out n8n's start and the making of the items.
 * @param {string} text @param {boolean} inN8n
 * @returns {{ seconds: number | null, failure: string }}
 */
function resultOf(text, inN8n) {
	try {
		if (!inN8n) return { seconds: JSON.parse(text).seconds, failure: '' };
		const { runData, error } = resultDataIn(text);
		const run = runData.Subject?.[0];
		return { seconds: run ? run.executionTime / 1000 : null, failure: error?.message ?? '' };
	} catch {
		return { seconds: null, failure: `no result (${text.trim().split('\n').pop()?.slice(0, 150)})` };
	}
}
