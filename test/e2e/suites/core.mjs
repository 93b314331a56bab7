// @ts-check
import { after } from 'node:test';
import { closeHost, openHost } from '../support/host.mjs';
import { credentials } from './credentials.mjs';
import { errors } from './errors.mjs';
import { lifecycle } from './lifecycle.mjs';
import { lists } from './lists.mjs';
import { loading } from './loading.mjs';
import { retrying } from './retrying.mjs';
import { scheduling } from './scheduling.mjs';
import { secrets } from './secrets.mjs';

/**
 * What every supported n8n has to do with this package.
 * @param {import('../support/versions.mjs').Version} version
 * @returns the host, which runs until all tests have ended
 */
export async function core(version) {
	const host = await openHost(version);
	after(closeHost);
	loading(host, { asTool: !version.listsNoTool });
	credentials(host, { seesStatus: !version.blindTest, showsReason: !version.ownTestWords });
	lists(host);
	scheduling(host);
	lifecycle(host);
	retrying(host);
	errors(host);
	secrets(host);
	return host;
}
