// @ts-check

/** @typedef {{ seconds: number, bytes: number }} Point memory in use at a time */

/** The first third of a run warms up, but not more than ten minutes. */
const WARM_UP = 1 / 3;
const LONGEST_WARM_UP = 600;

/** Growth in an hour, as a share of the level, that counts as flat. */
export const LIMIT = 0.1;

/** Growth that is less than this in all, as a share of the level, is noise, however short the run. */
const NOISE = 0.005;

/** Fewer samples than this say nothing. */
const FEWEST = 4;

/**
 * @typedef {object} Verdict
 * @property {boolean} flat
 * @property {number} samples after the warm-up
 * @property {number} level the median, in bytes
 * @property {number} perHour growth in an hour, as a share of the level
 * @property {number} atLeast the lower end of its 95 % confidence interval
 * @property {string} [problem]
 */

/**
 * Whether memory stays flat after the warm-up. The growth is the Theil–Sen slope, the median of the slopes between all
 * pairs of samples: single outliers do not move it. Memory leaks if that slope, extrapolated to an hour, is more than
 * {@link LIMIT} of the level, if growth is significant (the lower end of Sen's 95 % confidence interval is above zero), and
 * if it has added up to more than {@link NOISE}. A run with too few samples does not count as flat.
 * @param {readonly Point[]} points oldest first
 * @returns {Verdict}
 */
export function judgeMemory(points) {
	const last = points[points.length - 1]?.seconds ?? 0;
	const warm = points.filter(({ seconds }) => seconds > Math.min(last * WARM_UP, LONGEST_WARM_UP));
	const level = median(warm.map(({ bytes }) => bytes));
	if (warm.length < FEWEST)
		return {
			flat: false,
			samples: warm.length,
			level,
			perHour: NaN,
			atLeast: NaN,
			problem: `only ${warm.length} samples after the warm-up`,
		};
	const slopes = slopesBetween(warm);
	const slope = median(slopes);
	const lowest = slopes[rankOfLowerEnd(warm.length, slopes.length)];
	const perHour = (slope * 3600) / level;
	const grown = (slope * (last - warm[0].seconds)) / level;
	const flat = perHour <= LIMIT || lowest <= 0 || grown <= NOISE;
	return {
		flat,
		samples: warm.length,
		level,
		perHour,
		atLeast: (lowest * 3600) / level,
		...(flat ? {} : { problem: 'memory grows' }),
	};
}

/** Bytes a second between all pairs of samples, in ascending order. @param {readonly Point[]} points */
function slopesBetween(points) {
	const slopes = points.flatMap((one, index) =>
		points.slice(index + 1).map((other) => (other.bytes - one.bytes) / (other.seconds - one.seconds)),
	);
	return slopes.sort((a, b) => a - b);
}

/** Sen 1968: the distance from the middle is half of 1.96 standard deviations of Kendall's S. @param {number} samples @param {number} slopes */
function rankOfLowerEnd(samples, slopes) {
	const deviation = Math.sqrt((samples * (samples - 1) * (2 * samples + 5)) / 18);
	return Math.max(0, Math.floor((slopes - 1.96 * deviation) / 2));
}

/** @param {readonly number[]} values */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
