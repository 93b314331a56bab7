#!/usr/bin/env node
// @ts-check
/**
 * `npm start`: this package in a real n8n beside a stand-in for Braze, both on this machine. The first start installs
 * n8n and takes some minutes; the next ones take seconds. `npm start -- --once` runs the example and ends.
 */
import path from 'node:path';
import { build, sandboxProgram } from './start/build.mjs';
import { describeSchedule, exampleWorkflow, runExample, sandboxCredential } from './start/example.mjs';
import { installN8n } from './start/install.mjs';
import { block, Explained, say, step } from './start/log.mjs';
import { startN8n } from './start/n8n.mjs';
import { N8nClient } from './start/n8n-client.mjs';
import { node24, requireNode24, requireTools } from './start/node.mjs';
import { pack, placeInN8n } from './start/pack.mjs';
import { requireFreePorts } from './start/ports.mjs';
import { serve, stopAll, untilAnswering } from './start/processes.mjs';
import { localFolder, n8nFolder, owner, portsFromEnvironment } from './start/settings.mjs';

/** @param {{ once: boolean }} options */
async function main({ once }) {
	const ports = portsFromEnvironment();
	const sandboxAddress = `http://127.0.0.1:${ports.sandbox.number}`;
	const n8nAddress = `http://127.0.0.1:${ports.n8n.number}`;
	const userFolder = path.join(localFolder, 'n8n');

	requireTools();
	requireNode24();
	await requireFreePorts(Object.values(ports));
	await installN8n(n8nFolder);
	await step('Building the package and the sandbox', build);
	await step('Installing the package in n8n', async () => placeInN8n(await pack(localFolder), userFolder));

	const sandbox = serve({
		name: 'The Braze sandbox',
		command: process.execPath,
		args: [sandboxProgram, '--port', String(ports.sandbox.number), '--n8n', n8nAddress],
		logFile: path.join(localFolder, 'sandbox.log'),
	});
	const n8nService = await step('Starting the Braze sandbox and n8n', async () => {
		await untilAnswering(sandbox, `${sandboxAddress}/_sandbox/state`);
		return startN8n({
			folder: n8nFolder,
			node: node24(n8nFolder),
			userFolder,
			port: ports.n8n.number,
			brokerPort: ports.broker.number,
			logFile: path.join(localFolder, 'n8n.log'),
			owner,
		});
	});

	const n8n = new N8nClient(n8nAddress);
	await n8n.signIn(owner);
	const credential = await sandboxCredential(n8n, sandboxAddress);
	const workflow = await exampleWorkflow(n8n, credential);
	const result = await runExample(n8n, workflow, sandboxAddress).then(
		(scheduled) => scheduled.map(describeSchedule),
		(error) => {
			if (once || !(error instanceof Explained)) throw error;
			return [error.message];
		},
	);

	block([
		`n8n editor      ${n8nAddress}`,
		`  sign in as    ${owner.email}  ${owner.password}`,
		`Example         ${n8nAddress}/workflow/${workflow.id}`,
		`Braze sandbox   ${sandboxAddress}   (shows what was scheduled, for whom and when)`,
		'',
		'The example ran once:',
		...result.map((line) => `  ${line}`),
	]);
	if (once) return;
	say('Press Ctrl-C to stop.');
	await Promise.race([sandbox.died, n8nService.died]);
}

/** Ends everything in order, then this process. @param {number} code */
async function end(code) {
	ending = true;
	await stopAll();
	process.exit(code);
}

let ending = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => {
		if (ending) return;
		say('\nStopping …');
		void end(0);
	});
}

main({ once: process.argv.includes('--once') }).then(
	() => end(0),
	(error) => {
		if (ending) return;
		say(`\n${error instanceof Explained ? error.message : (error.stack ?? error)}`);
		void end(1);
	},
);
