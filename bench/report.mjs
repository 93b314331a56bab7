// @ts-check

/** @typedef {{ requests: number, inFlight: number, bodies: string, seconds: number | null, peakMB: number, cpuSeconds: number, ended: string }} Result */
/** @typedef {Record<string, Record<string, Result>>} Results by the number of items and the case */

/** @param {Results} items */
export function table(items) {
	const rows = Object.entries(items).flatMap(([size, results]) =>
		Object.entries(results).map(([name, result]) => {
			const { requests, inFlight, seconds, peakMB, cpuSeconds, ended } = result;
			return `| ${size} | ${name} | ${requests} | ${inFlight} | ${seconds?.toFixed(2) ?? '–'} | ${peakMB} | ${cpuSeconds.toFixed(1)} | ${ended} |`;
		}),
	);
	return [
		'| Items | Case | Requests | Most in flight | Seconds | Peak MB | CPU s | Ended |',
		'|--:|---|--:|--:|--:|--:|--:|---|',
		...rows,
	].join('\n');
}

/**
 * How the cases compare with 10,000 items; null where a case was not run.
 * @param {Results} items @param {{ bytesPerItem: number | null }} heap what the node has in use for each item, above what n8n holds
 */
export function ratiosOf(items, heap) {
	const at = (/** @type {string} */ name, size = 10_000) => {
		const result = items[size]?.[name];
		return result?.ended === 'done' ? result.seconds : null;
	};
	const resolve = at('resolveOnly');
	const bare = at('bareLoop');
	return {
		autoMappedOverBareLoop: over(at('autoMapped'), bare),
		expressionsOverResolvePlusLoop: over(
			at('expressions'),
			resolve === null || bare === null ? null : resolve + bare,
		),
		httpRequestOverAutoMapped: over(at('httpRequest'), at('autoMapped')),
		notCombinedOverHttpRequest: over(at('notCombined'), at('httpRequest')),
		httpRequestOverExpressions: over(at('httpRequest'), at('expressions')),
		upsertOverBareLoop: over(at('upsert'), at('upsertBareLoop')),
		upsertOverLoopNode: over(at('upsert'), at('upsertLoopNode')),
		upsertHttpRequestOverUpsert: over(at('upsertHttpRequest'), at('upsert')),
		autoMapped100kOver10k: over(at('autoMapped', 100_000), at('autoMapped')),
		autoMappedBytesPerItem: heap.bytesPerItem,
	};
}

/** Cases that send the very same bodies, or else cannot be compared. */
const EQUAL_BODIES = [
	['autoMapped', 'bareLoop'],
	['upsert', 'upsertBareLoop'],
	['upsertLoopNode', 'upsertBareLoop'],
];

/** Says which of {@link EQUAL_BODIES} differ. @param {Results} items */
export function differences(items) {
	return Object.entries(items).flatMap(([size, results]) =>
		EQUAL_BODIES.flatMap(([one, other]) => {
			const differ = results[one] && results[other] && results[one].bodies !== results[other].bodies;
			return differ ? [`${one} and ${other} sent different bodies for ${size} items.`] : [];
		}),
	);
}

/** @param {number | null} one @param {number | null} other */
function over(one, other) {
	return one === null || !other ? null : Number((one / other).toFixed(2));
}

/** The ratios beside what they should be. @param {Results} items @param {ReturnType<typeof ratiosOf>} ratios */
export function ratioLines(items, ratios) {
	const { autoMapped, notCombined, httpRequest, singleLoopNode } = items[10_000] ?? {};
	return [
		['autoMapped / bareLoop', ratios.autoMappedOverBareLoop, '<= 1.4'],
		['expressions / (bareLoop + resolveOnly)', ratios.expressionsOverResolvePlusLoop, '<= 1.2'],
		['httpRequest / autoMapped', ratios.httpRequestOverAutoMapped, '>= 6'],
		['httpRequest / expressions', ratios.httpRequestOverExpressions, '>= 1.8'],
		['notCombined / httpRequest', ratios.notCombinedOverHttpRequest, '<= 1.1'],
		['most in flight of notCombined', notCombined?.inFlight, '<= 100'],
		[
			'peak of notCombined / httpRequest',
			over(notCombined?.peakMB ?? null, httpRequest?.peakMB ?? null),
			'<= 0.6',
		],
		[
			'peak of singleLoopNode / httpRequest',
			over(singleLoopNode?.peakMB ?? null, httpRequest?.peakMB ?? null),
			'none: the least that a node takes for single requests',
		],
		['upsert / upsertBareLoop', ratios.upsertOverBareLoop, '<= 1.4'],
		['upsert / upsertLoopNode', ratios.upsertOverLoopNode, '<= 1.4'],
		['upsertHttpRequest / upsert', ratios.upsertHttpRequestOverUpsert, '>= 6'],
		['autoMapped 100,000 / 10,000', ratios.autoMapped100kOver10k, '<= 11'],
		['bytes in use per item, on top of what n8n holds', ratios.autoMappedBytesPerItem, '< 1000'],
		[
			'peak of autoMapped / httpRequest',
			over(autoMapped?.peakMB ?? null, httpRequest?.peakMB ?? null),
			'<= 0.6',
		],
	]
		.map(([what, ratio, target]) => `- ${what}: ${ratio ?? 'not run'} (target ${target})`)
		.join('\n');
}
