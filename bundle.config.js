const path = require('node:path');
const { n8n } = require('./package.json');

const BUNDLE = 'nodes/index';

/**
 * How the package is put together: one file for all nodes and credentials, which loads nothing but what n8n itself
 * brings. What the nodes share is in the package once.
 *
 * @type {import('esbuild').BuildOptions}
 */
const options = {
	absWorkingDir: __dirname,
	entryPoints: [`${BUNDLE}.ts`],
	outdir: 'dist',
	outbase: '.',
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'cjs',
	target: 'es2022',
	charset: 'utf8',
	legalComments: 'none',
	minifyWhitespace: true,
	minifySyntax: true,
};

/** The files that n8n looks for, each with its text: they take their class from the bundle. */
function entryFiles() {
	return new Map(
		[...n8n.nodes, ...n8n.credentials].map((file) => {
			const bundle = path.posix.relative(path.posix.dirname(file), `dist/${BUNDLE}`);
			const name = path.posix.basename(file).split('.')[0];
			return [file, `exports.${name} = require('${bundle}').${name};\n`];
		}),
	);
}

module.exports = { BUNDLE, options, entryFiles };
