// @ts-check
const { performance } = require('node:perf_hooks');

/**
 * Loads one node in this process and writes what its newest version weighs. Libraries that n8n has loaded long before
 * are loaded first, and do not count. Run: node bench/probe.cjs <file> <class>
 */
const [file, name] = process.argv.slice(2);
for (const shared of ['n8n-core', 'n8n-workflow', 'lodash', 'luxon', 'moment-timezone', 'zod', 'p-limit'])
	require(shared);

const begin = process.cpuUsage();
const start = performance.now();
const node = new (require(file)[name])();
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(begin);

const newest = node.getNodeType?.() ?? node;
const versions = [newest.description.version].flat();
const description = JSON.stringify(newest.description);

/** Operations as the newest version lists them, for each resource. */
const operations = new Set();
const { properties } = newest.description;
const version = Math.max(...versions);
for (const { name: property, options = [], displayOptions } of properties) {
	if (property !== 'operation' || !isFor(displayOptions, version)) continue;
	const resources = displayOptions?.show?.resource ?? ['-'];
	for (const resource of resources) for (const { value } of options) operations.add(`${resource} ${value}`);
}

/** @param {{ show?: Record<string, unknown[]>, hide?: Record<string, unknown[]> } | undefined} displayOptions @param {number} current */
function isFor(displayOptions, current) {
	const shown = displayOptions?.show?.['@version'];
	const hidden = displayOptions?.hide?.['@version'];
	return (
		(shown === undefined || matches(shown, current)) && (hidden === undefined || !matches(hidden, current))
	);
}

/** @param {unknown[]} conditions @param {number} current */
function matches(conditions, current) {
	const { checkConditions } = require('n8n-workflow').NodeHelpers;
	return checkConditions(conditions, [current]);
}

process.stdout.write(
	JSON.stringify({
		version,
		bytes: Buffer.byteLength(description),
		operations: operations.size,
		milliseconds,
		cpu: (user + system) / 1000,
	}),
);
