// @ts-check

/** A failure that the words alone explain: it is printed without a stack. */
export class Explained extends Error {}

/** Prints one line for the person who started this. @param {string} text */
export function say(text) {
	process.stdout.write(`${text}\n`);
}

/** Whole seconds since a moment, such as "12 s". @param {number} since milliseconds, as `Date.now()` returns them */
export function elapsed(since) {
	return `${Math.round((Date.now() - since) / 1000)} s`;
}

/**
 * Does one step and says what it is and how long it took; while it lasts, says every few seconds what is going on.
 * @template T
 * @param {string} title
 * @param {(progress: (doing: string) => void) => Promise<T>} work calls `progress` with what it is doing now
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const began = Date.now();
	let doing = '';
	say(`${title} …`);
	const ticker = setInterval(() => say(`  ${elapsed(began)}${doing && `, ${doing}`}`), 5000);
	try {
		const result = await work((now) => {
			doing = now;
		});
		say(`  done in ${elapsed(began)}`);
		return result;
	} finally {
		clearInterval(ticker);
	}
}

/** A frame of lines that stands out between the other output. @param {string[]} lines */
export function block(lines) {
	const rule = '─'.repeat(Math.min(100, Math.max(...lines.map((line) => line.length))));
	say(['', rule, ...lines, rule, ''].join('\n'));
}
