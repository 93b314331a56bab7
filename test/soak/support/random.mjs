// @ts-check
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/**
 * Random numbers from a seed, the same ones every time. Seeds that differ by one, as those of a round's actors do, have
 * unrelated numbers from the first one on, which not every generator of pure-rand can say.
 * @param {number} seed
 */
export function randomFrom(seed) {
	const generator = mersenne(seed);
	/** A whole number, both ends included. @param {number} from @param {number} to */
	const between = (from, to) => uniformInt(generator, from, to);
	return {
		between,
		/** @template T @param {readonly T[]} list @returns {T} */
		oneOf: (list) => list[between(0, list.length - 1)],
		/** True with that probability. @param {number} probability */
		chance: (probability) => uniformFloat64(generator) < probability,
	};
}

/** @typedef {ReturnType<typeof randomFrom>} Random */
