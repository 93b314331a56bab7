// @ts-check
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../n8n/start/processes.mjs';
import { root } from '../n8n/start/settings.mjs';
import { cases, workflow } from './cases.mjs';
import { folder, importFile, n8n, prepare, resultDataIn, runNode } from './host.mjs';
import { startServer } from './server.mjs';

/**
 * Compares the node with itself at an earlier commit: both run in turn, in one execution of one n8n, with the same items. One
 * run differs by up to 10 % from the next, and so do medians of eight: measure on a quiet machine, and more than once.
 *
 *     node bench/compare.mjs --before v0.1.0 [--case expressions] [--items 5000] [--rounds 8]
 */
const { values: flags } = parseArgs({
	options: {
		before: { type: 'string' },
		case: { type: 'string', default: 'expressions' },
		items: { type: 'string', default: '5000' },
		rounds: { type: 'string', default: '8' },
	},
});
const [items, rounds] = [Number(flags.items), Number(flags.rounds)];
const subject = cases[flags.case]?.subject;
if (!flags.before || !subject || !(items > 0) || !(rounds > 0)) {
	console.error(
		'Usage: node bench/compare.mjs --before COMMIT [--case expressions] [--items 5000] [--rounds 8]',
	);
	process.exit(2);
}

/** The package of the earlier commit gets a name of its own, so that n8n loads both. */
const EARLIER = 'n8n-nodes-earlier';

const server = await startServer();
await prepare(server.url, [{ name: flags.case, size: items }]);
await placeEarlier(await buildEarlier(flags.before));
const turns = Array.from({ length: rounds }, (_, round) =>
	round % 2 === 0 ? ['before', 'now'] : ['now', 'before'],
);
await importFile('workflow', [comparison(turns.flat())]);
const output = path.join(folder, 'compare.txt');
await runNode([n8n, 'execute', '--id=compare', '--rawOutput'], 'compare.txt');
server.stop();

const taken = secondsOf(readFileSync(output, 'utf8'));
const ratio = median(taken.now) / median(taken.before);
for (const [name, seconds] of Object.entries(taken))
	console.log(`${name}: ${seconds.map((one) => one.toFixed(2)).join(' ')} s`);
console.log(
	`${flags.case}, ${items} items: ${ratio.toFixed(3)} times the time of ${flags.before} (load ${loadavg()[0].toFixed(1)})`,
);

/**
 * Builds the package as it was at a commit, with the tools of today.
 * @param {string} commit
 * @returns {Promise<string>} its `dist`
 */
async function buildEarlier(commit) {
	const checkout = path.join(folder, 'earlier');
	await command('git', ['worktree', 'prune']);
	await command('git', ['worktree', 'add', '--force', '--detach', checkout, commit]);
	symlinkSync(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
	await command(
		process.execPath,
		[path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'],
		checkout,
	);
	return path.join(checkout, 'dist');
}

/** @param {string} name @param {string[]} args */
async function command(name, args, cwd = root) {
	const { code, output: printed } = await run({ name, command: name, args, cwd });
	if (code !== 0) throw new Error(`${name} ${args[0]} failed:\n\n${printed}`);
}

/** Puts the earlier build beside the package of today. The credential type is that of today for both. @param {string} dist */
async function placeEarlier(dist) {
	const packages = path.join(folder, '.n8n', 'nodes', 'node_modules');
	const target = path.join(packages, EARLIER);
	mkdirSync(target, { recursive: true });
	cpSync(dist, path.join(target, 'dist'), { recursive: true });
	const manifest = JSON.parse(readFileSync(path.join(packages, 'n8n-nodes-braze', 'package.json'), 'utf8'));
	const own = { ...manifest.n8n, credentials: [], nodes: ['dist/nodes/Braze/Braze.node.js'] };
	writeFileSync(path.join(target, 'package.json'), JSON.stringify({ ...manifest, name: EARLIER, n8n: own }));
	rmSync(path.join(folder, 'earlier'), { recursive: true });
	await command('git', ['worktree', 'prune']);
}

/** A workflow that gives the same items to each of these nodes, one after another. @param {string[]} turn */
function comparison(turn) {
	const base = workflow(flags.case, items, subject?.(server.url));
	const [start, source, node] = base.nodes;
	const nodes = turn.map((which, index) => ({
		...node,
		id: `turn-${index}`,
		name: `${which} ${index}`,
		type: which === 'now' ? node.type : node.type.replace('n8n-nodes-braze', EARLIER),
		position: [600, index * 200],
	}));
	const connections = {
		...base.connections,
		[source.name]: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
	};
	return { ...base, id: 'compare', name: 'compare', nodes: [start, source, ...nodes], connections };
}

/** The seconds of each run of a node, in order. @param {string} text what n8n printed */
function secondsOf(text) {
	const { runData, error } = resultDataIn(text);
	if (error) throw new Error(error.message);
	const of = (/** @type {string} */ which) =>
		Object.entries(runData)
			.filter(([name]) => name.startsWith(`${which} `))
			.map(([, [one]]) => one.executionTime / 1000);
	return { before: of('before'), now: of('now') };
}

/** @param {number[]} numbers */
function median(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
