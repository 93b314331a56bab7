// @ts-check
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { sandboxKey } from '../../../n8n/start/settings.mjs';

/** What Braze sends to the Braze Trigger to prove that it is Braze. */
export const WEBHOOK_SECRET = 'a-word-that-only-braze-knows';

/** What must not appear in a log or a result. */
export const SECRETS = [sandboxKey, WEBHOOK_SECRET];

/** Looks for secrets in a log while it grows. */
export class LogScan {
	#file;
	#read = 0;

	/** The end of what was read, in case a secret goes on in the next part. */
	#rest = '';

	/** @param {string} file */
	constructor(file) {
		this.#file = file;
	}

	/** How much has been read, in bytes. */
	get bytes() {
		return this.#read;
	}

	/** The lines with secrets since the last call. @returns {string[]} */
	violations() {
		const lines = (this.#rest + this.#next()).split('\n');
		this.#rest = lines.pop() ?? '';
		return lines
			.filter((line) => SECRETS.some((secret) => line.includes(secret)))
			.map((line) => `A line of the log contains a secret: ${line.slice(0, 500)}`);
	}

	#next() {
		const file = openSync(this.#file, 'r');
		try {
			const part = Buffer.alloc(fstatSync(file).size - this.#read);
			this.#read += readSync(file, part, 0, part.length, this.#read);
			return part.toString('utf8');
		} finally {
			closeSync(file);
		}
	}
}
