// @ts-check
/**
 * Loaded into n8n's workers before n8n. n8n 2.41 lets Bull fail a job whose worker is gone. This sets what Bull does by
 * default, and n8n did earlier: it gives such a job to another worker once.
 */
const { createRequire } = require('node:module');

const Queue = createRequire(process.argv[1])('bull');
const check = Queue.prototype.moveUnlockedJobsToWait;

Queue.prototype.moveUnlockedJobsToWait = function moveUnlockedJobsToWait() {
	this.settings.maxStalledCount = 1;
	return check.call(this);
};
