// @ts-check
/** Fails when the package would ship anything but what n8n needs, or grows too large. Needs a build. */
import { execFileSync } from 'node:child_process';

const LARGEST = 300_000;

const allowed = [
	/^(package\.json|README\.md|LICENSE|index\.js)$/,
	/^dist\/(nodes|credentials)\/.*\.js$/,
	/^dist\/nodes\/.*\.node\.json$/,
	/^dist\/nodes\/.*\/__schema__\/.*\.json$/,
	/^dist\/icons\/.*\.svg$/,
];

const needed = ['package.json', 'README.md', 'LICENSE', 'index.js', 'dist/icons/braze.svg', 'dist/icons/braze.dark.svg'];

const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=error'], { encoding: 'utf8' }));
/** @type {string[]} */
const files = packed.files.map((/** @type {{ path: string }} */ { path }) => path);
const problems = [
	...files.filter((file) => !allowed.some((pattern) => pattern.test(file))).map((file) => `must not be in the package: ${file}`),
	...[...needed, ...declared()].filter((file) => !files.includes(file)).map((file) => `is missing from the package: ${file}`),
];
if (packed.unpackedSize > LARGEST) problems.push(`is too large: ${packed.unpackedSize} bytes, ${LARGEST} are allowed`);

console.log(`${files.length} files, ${packed.unpackedSize} bytes (${packed.size} packed)`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** The nodes and credentials that the manifest names. @returns {string[]} */
function declared() {
	const { n8n } = JSON.parse(execFileSync('npm', ['pkg', 'get', '--json'], { encoding: 'utf8' }));
	return [...n8n.nodes, ...n8n.credentials];
}
