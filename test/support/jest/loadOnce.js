// @ts-check
'use strict';

/**
 * Replaces a module by Node's own copy of it, so that n8n's engine, the node and the sandbox are loaded once for each worker process and not
 * once for each test file. `jest.mock` would not reach what they import: tests replace what belongs to an object instead, such as the clock.
 */
module.exports = {
	/** @param {string} _source @param {string} filename */
	process: (_source, filename) => ({ code: `module.exports = requireOnce(${JSON.stringify(filename)});` }),
};
