// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

/** What the page shows, by the mark of a table and the case. */
const TABLES = {
	bench: {
		autoMapped: 'This node, combined, *Map Automatically*',
		expressions: 'This node, combined, recipients by an expression',
		notCombined: 'This node, not combined',
		httpRequest: "n8n's HTTP Request node, one request per item",
		bareLoop: 'The same requests without n8n (lower bound)',
	},
	'bench-upsert': {
		upsert: 'This node, *Map Automatically*',
		upsertHttpRequest: "n8n's HTTP Request node, one request per item",
		upsertLoopNode: 'The same requests from a node that checks nothing',
		upsertBareLoop: 'The same requests without n8n (lower bound)',
	},
};

/** Puts the figures of a run into `docs/performance.md`, between their marks; tables of which nothing was run stay. @param {import('./report.mjs').Results} items */
export function writeFigures(items) {
	for (const [mark, labels] of Object.entries(TABLES)) {
		const rows = Object.entries(items).flatMap(([size, results]) =>
			Object.entries(labels).flatMap(([name, label]) => {
				const result = results[name];
				if (!result) return [];
				const time =
					result.ended === 'done' ? `${result.seconds?.toFixed(1)} s` : `fails: ${reason(result.ended)}`;
				return [
					`| ${Number(size).toLocaleString('en-US')} | ${label} | ${result.requests} | ${time} | ${result.peakMB} MB |`,
				];
			}),
		);
		if (rows.length > 0)
			writeMarked(
				mark,
				['| Rows | Method | Requests | Time | Memory |', '| --: | --- | --: | --: | --: |', ...rows].join(
					'\n',
				),
			);
	}
}

/** Puts what nodes weigh into `docs/performance.md`. @param {Record<string, import('./description.mjs').Description>} nodes */
export function writeDescriptions(nodes) {
	const rows = Object.entries(nodes).map(
		([label, { bytes, operations, cpu }]) =>
			`| ${label === 'Braze' ? 'This node' : `n8n's ${label} node`} | ${kilobytes(bytes)} | ${operations} | ${kilobytes(bytes / operations)} | ${cpu.toFixed(0)} ms |`,
	);
	writeMarked(
		'description',
		[
			'| Node | Description | Operations | For each operation | CPU time to load |',
			'| --- | --: | --: | --: | --: |',
			...rows,
		].join('\n'),
	);
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Replaces what stands between two marks. @param {string} mark @param {string} text */
function writeMarked(mark, text) {
	const marked = new RegExp(`(<!-- ${mark} -->\n)[^]*?(<!-- /${mark} -->)`);
	writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(marked, `$1${text}\n$2`));
}

/** The first words of what a case died of. @param {string} ended */
const reason = (ended) =>
	ended.includes('too many open files')
		? 'EMFILE'
		: (/E[A-Z]{4,}|not done in \d+ s/.exec(ended)?.[0] ?? ended.slice(0, 40));
