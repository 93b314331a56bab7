// @ts-check

/**
 * Random numbers from a seed, the same ones every time (mulberry32).
 * @param {number} seed
 */
export function randomFrom(seed) {
	let state = seed >>> 0;
	/** From 0 up to 1, exclusively. */
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		/** A whole number, both ends included. @param {number} from @param {number} to */
		between: (from, to) => from + Math.floor(next() * (to - from + 1)),
		/** @template T @param {readonly T[]} list @returns {T} */
		oneOf: (list) => list[Math.floor(next() * list.length)],
		/** True with that probability. @param {number} probability */
		chance: (probability) => next() < probability,
	};
}

/** @typedef {ReturnType<typeof randomFrom>} Random */
