// @ts-check
'use strict';

/**
 * Replaces an installed module by Node's own copy of it, so that n8n's engine is loaded once for each worker process and not once for each test
 * file. `jest.mock` works for the project's files as usual; installed packages do not see such mocks.
 */
module.exports = {
	/** @param {string} _source @param {string} filename */
	process: (_source, filename) => ({ code: `module.exports = requireOnce(${JSON.stringify(filename)});` }),
};
