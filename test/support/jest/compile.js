// @ts-check
'use strict';
const { compileTest } = require('./projectModules');

/** Compiles test files. What they import is loaded once for all of them (`loadOnce.js`). */
module.exports = { process: compileTest };
