// @ts-check
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { n8nFolder, root } from '../../n8n/start/settings.mjs';

it('examples/deploy/docker-compose.yml sets only variables that n8n reads', () => {
	const { services } = parse(
		readFileSync(path.join(root, 'examples', 'deploy', 'docker-compose.yml'), 'utf8'),
		{ merge: true },
	);
	const folders = [
		'@n8n/config/dist',
		'@n8n/backend-common/dist',
		'n8n-core/dist',
		'n8n/dist/services',
		'n8n/dist/deprecation',
		'n8n/dist/modules/community-packages',
	];
	const known = new Set(folders.flatMap(variablesIn));
	assert.deepEqual(
		Object.keys(services.main.environment).filter((name) => !known.has(name)),
		[],
	);
});

/** All names of environment variables in a folder of n8n's code. @param {string} folder */
function variablesIn(folder) {
	const place = path.join(n8nFolder, 'node_modules', folder);
	const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.js'),
	);
	return files.flatMap(
		(name) => readFileSync(path.join(place, name), 'utf8').match(/[A-Z][A-Z0-9]*(_[A-Z0-9]+)+/g) ?? [],
	);
}
