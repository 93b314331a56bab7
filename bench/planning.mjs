// @ts-check
import { buildSync } from 'esbuild';

/**
 * How planning, and remembering what was sent, grow with the number of items, for inputs that are hard on it: ten times the items should take about ten
 * times as long. Run: node bench/planning.mjs
 */
/** @type {{ plan: typeof import('../nodes/Braze/delivery/plan/plan').plan }} */
const { plan } = await load('plan/plan');
/** @type {{ Ledger: typeof import('../nodes/Braze/delivery/ledger/ledger').Ledger }} */
const { Ledger } = await load('ledger/ledger');

const combine = {
	limit: 50,
	key: (/** @type {Readonly<Record<string, unknown>>} */ member) => String(member.id),
	body: (/** @type {object[]} */ recipients) => ({ recipients }),
};
const large = { subject: 'a', body: { canvas_id: 'a', properties: 'x'.repeat(50_000) } };
const small = { subject: 'b', body: { canvas_id: 'b' } };

/** @type {Record<string, (item: number) => { envelope: typeof small, id: string, text?: string }>} */
const kinds = {
	'all different': (item) => ({ envelope: large, id: `p${item}` }),
	'the same 49 people repeated': (item) => ({ envelope: large, id: `p${item % 49}` }),
	'large members': (item) => ({ envelope: large, id: `p${item}`, text: 'x'.repeat(300) }),
	'two alternating envelopes': (item) => ({ envelope: item % 2 ? large : small, id: `p${item >> 1}` }),
};

/** @param {keyof typeof kinds} kind @param {number} count */
function seconds(kind, count) {
	const entries = Array.from({ length: count }, (_, item) => {
		const { envelope, ...member } = kinds[kind](item);
		return { item, entry: { envelope, members: [member] } };
	});
	const began = performance.now();
	plan(entries, { combine, acrossItems: true, safety: 'creates' });
	return (performance.now() - began) / 1000;
}

/** Records one request for each item, and finds them all again. @param {number} count */
function remembering(count) {
	const entries = Array.from({ length: count }, (_, item) => ({
		item,
		entry: { envelope: small, members: [{ id: `p${item}` }] },
	}));
	/** @type {import('n8n-workflow').IDataObject} */
	const context = {};
	const began = performance.now();
	const first = new Ledger(context, 'run', combine);
	first.recall(entries, [], false);
	for (const { envelope, parts } of plan(entries, { combine, acrossItems: false, safety: 'creates' })) {
		first.record(envelope, { parts, outcome: { kind: 'sent', answer: {} } });
	}
	new Ledger(context, 'run', combine).recall(entries, [], false);
	return (performance.now() - began) / 1000;
}

/** @param {string} name @param {(count: number) => number} measure */
function report(name, measure) {
	measure(10_000); // warms up
	const [few, many] = [measure(10_000), measure(100_000)];
	console.log(
		`${name}: ${few.toFixed(3)} s for 10,000, ${many.toFixed(3)} s for 100,000 items, ${(many / few).toFixed(1)} times`,
	);
}

for (const kind of Object.keys(kinds)) report(kind, (count) => seconds(kind, count));
report('recording one request per item', remembering);

/** Loads a file of `delivery`, compiled. @param {string} name */
async function load(name) {
	const { outputFiles } = buildSync({
		entryPoints: [`nodes/Braze/delivery/${name}.ts`],
		bundle: true,
		format: 'esm',
		platform: 'node',
		write: false,
	});
	return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
