// @ts-check
/**
 * Fails when the package would ship anything but what n8n needs, or when the package or the node's description grows too
 * large; says what takes the most room. Needs a build.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import esbuild from 'esbuild';
import bundleConfig from '../bundle.config.js';

/** Bytes of the tarball, which is what every installation downloads. */
const LARGEST_PACKAGE = 200_000;

/** Bytes of the node's description as JSON, which every editor downloads. */
const LARGEST_DESCRIPTION = 260_000;

/** How many of the largest parts to list. */
const LISTED = 8;

const BUNDLE = 'dist/nodes/index.js';

const NODE = 'dist/nodes/Braze/Braze.node.js';

const allowed = [
	/^(package\.json|README\.md|LICENSE|index\.js)$/,
	/^dist\/(nodes|credentials)\/.*\.js$/,
	/^dist\/nodes\/.*\.node\.json$/,
	/^dist\/nodes\/.*\/__schema__\/.*\.json$/,
	/^dist\/icons\/.*\.svg$/,
];

const needed = [
	'package.json',
	'README.md',
	'LICENSE',
	'index.js',
	'dist/icons/braze.svg',
	'dist/icons/braze.dark.svg',
];

const [packed] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=error'], { encoding: 'utf8' }),
);
/** @type {{ path: string, size: number }[]} */
const files = packed.files;
const paths = files.map(({ path }) => path);
const bundled = bundledSources();
const properties = descriptionProperties();
const description = properties.reduce((bytes, [, own]) => bytes + own, 0);

const problems = [
	...paths
		.filter((path) => !allowed.some((pattern) => pattern.test(path)))
		.map((path) => `must not be in the package: ${path}`),
	...[...needed, ...declared()]
		.filter((path) => !paths.includes(path))
		.map((path) => `is missing from the package: ${path}`),
	...bundled
		.filter(([source]) => !/^(nodes|credentials)\/.*\.ts$/.test(source))
		.map(([source]) => `must not be in ${BUNDLE}: ${source}`),
	...tooLarge('The package', packed.size, LARGEST_PACKAGE),
	...tooLarge("The node's description", description, LARGEST_DESCRIPTION),
];

console.log(
	`${files.length} files, ${packed.size} bytes packed (at most ${LARGEST_PACKAGE}), ${packed.unpackedSize} unpacked`,
);
list(files.map(({ path, size }) => [path.includes('__schema__') ? 'output schemas' : path, size]));
console.log(`${BUNDLE}, by folder:`);
list(bundled.map(([source, size]) => [source.split('/').slice(0, 4).join('/'), size]));
console.log(`The node's description: ${description} bytes (at most ${LARGEST_DESCRIPTION}), by parameter:`);
list(properties);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** The nodes and credentials that the manifest names. @returns {string[]} */
function declared() {
	const { n8n } = JSON.parse(execFileSync('npm', ['pkg', 'get', '--json'], { encoding: 'utf8' }));
	return [...n8n.nodes, ...n8n.credentials];
}

/** The source files in the bundle, each with its bytes. @returns {[string, number][]} */
function bundledSources() {
	const { metafile } = esbuild.buildSync({ ...bundleConfig.options, metafile: true, write: false });
	return Object.values(metafile.outputs).flatMap(({ inputs }) =>
		Object.entries(inputs).map(([source, { bytesInOutput }]) => [source, bytesInOutput]),
	);
}

/** The parameters of the node, each with its bytes, and the rest of its description. @returns {[string, number][]} */
function descriptionProperties() {
	const { Braze } = createRequire(import.meta.url)(`../${NODE}`);
	const { properties: parameters, ...rest } = new Braze().description;
	return [
		['(all else)', bytesOf(rest)],
		...parameters.map((/** @type {{ name: string }} */ one) => [one.name, bytesOf(one) + 1]),
	];
}

/** @param {unknown} value */
function bytesOf(value) {
	return Buffer.byteLength(JSON.stringify(value));
}

/** @param {string} what @param {number} bytes @param {number} most */
function tooLarge(what, bytes, most) {
	return bytes > most ? [`${what} is too large: ${bytes} bytes, at most ${most} are allowed`] : [];
}

/** Prints the largest sums, by name. @param {[string, number][]} sizes */
function list(sizes) {
	/** @type {Map<string, number>} */
	const sums = new Map();
	for (const [name, size] of sizes) sums.set(name, (sums.get(name) ?? 0) + size);
	const largest = [...sums].sort(([, one], [, other]) => other - one).slice(0, LISTED);
	for (const [name, size] of largest) console.log(`${String(size).padStart(9)}  ${name}`);
}
