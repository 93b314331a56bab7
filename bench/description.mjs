// @ts-check
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { node24 } from '../n8n/start/node.mjs';
import { n8nFolder, root } from '../n8n/start/settings.mjs';
import { writeDescriptions } from './document.mjs';

/**
 * What the description of a node weighs, which every editor downloads, and how long n8n takes to load the node; CPU time is what a busy
 * machine changes least.
 * @typedef {{ version: number, bytes: number, operations: number, milliseconds: number, cpu: number }} Description
 */

const base = path.join(n8nFolder, 'node_modules', 'n8n-nodes-base', 'dist', 'nodes');

/** The nodes to look at: this one, and those of n8n that are most like it. Each with its file and its class. */
const NODES = {
	Braze: { file: path.join(root, 'dist', 'nodes', 'Braze', 'Braze.node.js'), name: 'Braze' },
	HubSpot: { file: path.join(base, 'Hubspot', 'Hubspot.node.js'), name: 'Hubspot' },
	Notion: { file: path.join(base, 'Notion', 'Notion.node.js'), name: 'Notion' },
	Slack: { file: path.join(base, 'Slack', 'Slack.node.js'), name: 'Slack' },
};

const TRIES = 3;

const probe = fileURLToPath(new URL('probe.cjs', import.meta.url));

/**
 * Looks at each node in fresh processes of the Node that runs n8n, in turns, so that what else the machine does hits all alike.
 * @returns {Record<string, Description>}
 */
export function describeNodes() {
	const rounds = Array.from({ length: TRIES }, () =>
		Object.values(NODES).map(({ file, name }) => load(file, name)),
	);
	return Object.fromEntries(
		Object.keys(NODES).map((label, index) => {
			const tries = rounds.map((round) => round[index]);
			return [
				label,
				{
					...tries[0],
					milliseconds: median(tries.map((one) => one.milliseconds)),
					cpu: median(tries.map((one) => one.cpu)),
				},
			];
		}),
	);
}

/** @param {string} file @param {string} name @returns {Description} */
function load(file, name) {
	const env = { ...process.env, NODE_PATH: path.join(n8nFolder, 'node_modules'), NODE_NO_WARNINGS: '1' };
	return JSON.parse(execFileSync(node24(n8nFolder), [probe, file, name], { env, encoding: 'utf8' }));
}

/** @param {number[]} values */
function median(values) {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** @param {Record<string, Description>} nodes */
export function descriptionTable(nodes) {
	const rows = Object.entries(nodes).map(
		([label, { version, bytes, operations, milliseconds, cpu }]) =>
			`| ${label} ${version} | ${bytes} | ${operations} | ${Math.round(bytes / operations)} | ${milliseconds.toFixed(0)} | ${cpu.toFixed(0)} |`,
	);
	return [
		'| Node | Bytes of its description | Operations | Bytes an operation | ms to load | CPU ms to load |',
		'|---|--:|--:|--:|--:|--:|',
		...rows,
	].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { values } = parseArgs({ options: { document: { type: 'boolean', default: false } } });
	const nodes = describeNodes();
	console.log(descriptionTable(nodes));
	if (values.document) writeDescriptions(nodes);
}
