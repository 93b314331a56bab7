/**
 * How the package is put together: one file for each node and credential, which load nothing but what n8n
 * itself brings. One file loads faster than 150, and names that are looked up across files take room.
 *
 * @type {import('esbuild').BuildOptions}
 */
module.exports = {
	absWorkingDir: __dirname,
	entryPoints: [
		'nodes/Braze/Braze.node.ts',
		'nodes/BrazePollingTrigger/BrazePollingTrigger.node.ts',
		'nodes/BrazeTrigger/BrazeTrigger.node.ts',
		'credentials/BrazeApi.credentials.ts',
		'credentials/BrazeWebhookApi.credentials.ts',
	],
	outdir: 'dist',
	outbase: '.',
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'cjs',
	target: 'es2022',
	charset: 'utf8',
	legalComments: 'none',
};
