// @ts-check
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { cases } from './cases.mjs';
import { describeNodes, descriptionTable } from './description.mjs';
import { liveHeap, prepare, runCase } from './host.mjs';
import { writeDescriptions, writeFigures } from './document.mjs';
import { differences, ratiosOf, ratioLines, table } from './report.mjs';
import { startServer } from './server.mjs';

/** Measures the node in a real n8n beside other ways to do the same: see `cases.mjs`. Run: node bench/run.mjs [--json] [--document] */
const { values } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		document: { type: 'boolean', default: false },
		items: { type: 'string', default: '1000,10000,100000' },
		cases: { type: 'string', default: Object.keys(cases).join(',') },
	},
});
const sizes = values.items.split(',').map(Number);
const names = values.cases.split(',');
const unknown = names.filter((name) => !cases[name]);
if (unknown.length > 0 || sizes.some((size) => !Number.isInteger(size) || size < 1)) {
	console.error(
		`Usage: node bench/run.mjs [--json] [--document] [--items 1000,10000] [--cases ${Object.keys(cases).join(',')}]`,
	);
	process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const server = await startServer();
await prepare(
	server.url,
	sizes.flatMap((size) => names.map((name) => ({ name, size }))),
);
/** @type {import('./report.mjs').Results} */
const items = {};
for (const size of sizes) {
	items[size] = {};
	for (const name of names) {
		if (size > cases[name].most) {
			console.log(`${name} does not run with ${size} items: the maximum is ${cases[name].most}.`);
			continue;
		}
		const result = await runCase(name, size, server);
		items[size][name] = result;
		const { bodies: _, ...shown } = result;
		console.log(`${name}, ${size} items: ${JSON.stringify(shown)} (load ${loadavg()[0].toFixed(1)})`);
	}
}
const ratios = ratiosOf(items, { bytesPerItem: await bytesPerItem(Math.max(...sizes)) });
server.stop();
const descriptions = describeNodes();
console.log(`\n${descriptionTable(descriptions)}`);
console.log(`\n${table(items)}\n\n${ratioLines(items, ratios)}`);
for (const difference of differences(items)) console.error(difference);
process.exitCode = differences(items).length > 0 ? 1 : 0;
if (values.document) {
	writeFigures(items);
	writeDescriptions(descriptions);
}
if (values.json) console.log(JSON.stringify({ items, ratios, descriptions }));

/**
 * What this node has in use at most for each item, above a node that only gives results; `null` where there are so few
 * items that what does not grow with them would count for more.
 * @param {number} size
 */
async function bytesPerItem(size) {
	if (size < 100_000 || !names.includes('autoMapped') || !names.includes('holdOnly')) return null;
	const [own, held] = [await liveHeap('autoMapped', size), await liveHeap('holdOnly', size)];
	return own === null || held === null ? null : Math.round((own - held) / size);
}
