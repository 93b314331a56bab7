// @ts-check
/** Fails unless a tag is that of the version in package.json, and the changelog has a dated section for it: `node .ci/check-release.mjs v0.1.0`. */
import { readFileSync } from 'node:fs';

const read = (/** @type {string} */ name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

const [tag = ''] = process.argv.slice(2);
const { version } = JSON.parse(read('package.json'));
const section = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm');

const problems = [
	...(tag === `v${version}`
		? []
		: [`The tag is "${tag}", but the version in package.json is ${version}: the tag must be v${version}`]),
	...(section.test(read('CHANGELOG.md'))
		? []
		: [`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD"`]),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${tag} can be published`);
