import { BrazeApi } from '../../../credentials/BrazeApi.credentials';
import { restHost } from '../../../nodes/Braze/transport/credential';
import { evaluateInCredential } from '../../support/editor';

/** One table for the node and for the credential's test: what people paste as their REST URL, and where the key goes. */

const { test } = new BrazeApi();

const both = (url: string) => {
	const credential = { instance: 'custom', url };
	return [restHost(credential), evaluateInCredential(String(test.request.baseURL), credential)];
};

it.each([
	// Plain http to Braze is a slip, and the same address is there with https.
	['http://rest.iad-01.braze.com', 'https://rest.iad-01.braze.com'],
	['HTTP://rest.fra-01.braze.eu/', 'https://rest.fra-01.braze.eu'],
	['http://proxy.example:8080/braze', 'https://proxy.example:8080/braze'],
	['http://localhost.evil.example', 'https://localhost.evil.example'],
	// This machine seldom speaks https.
	['localhost:4010', 'http://localhost:4010'],
	['LOCALHOST:4010/', 'http://LOCALHOST:4010'],
	['127.0.0.1:4010', 'http://127.0.0.1:4010'],
	['[::1]:4010/braze', 'http://[::1]:4010/braze'],
	['host.docker.internal:4010', 'http://host.docker.internal:4010'],
	['localhost', 'http://localhost'],
	['http://localhost:4010', 'http://localhost:4010'],
	['https://localhost:4010', 'https://localhost:4010'],
	// Other machines whose names begin alike.
	['localhost.example', 'https://localhost.example'],
	['127.0.0.100:80', 'https://127.0.0.100:80'],
	// The dashboard names the instance.
	['https://dashboard-03.braze.com', 'https://rest.iad-03.braze.com'],
	['dashboard-01.braze.com/', 'https://rest.iad-01.braze.com'],
	['http://dashboard-08.braze.com/engagement/canvas/5f0c?locale=en#x', 'https://rest.iad-08.braze.com'],
	['https://Dashboard-01.Braze.EU/', 'https://rest.fra-01.braze.eu'],
	['https://dashboard-02.braze.eu/sign_in', 'https://rest.fra-02.braze.eu'],
	...['us-10', 'au-01', 'id-01', 'jp-01', 'kr-01'].map((name) => [
		`https://dashboard.${name}.braze.com/`,
		`https://rest.${name}.braze.com`,
	]),
])('%s is %s for both', (url, address) => {
	expect(both(url)).toEqual([address, address]);
});

it.each([
	['https://dashboard-09.braze.com'],
	['dashboard-03.braze.eu'],
	['https://dashboard.us-11.braze.com/canvas'],
	['https://dashboard.us-01.braze.com'],
	['dashboard.braze.com'],
])('refuses the address of a dashboard that names no instance known here: %s', (url) => {
	expect(() => restHost({ instance: 'custom', url })).toThrow(
		"'REST URL' in the credential is a dashboard URL",
	);
});

it.each([
	['https://dashboard-03.braze.com.evil.example'],
	['https://dashboard-03.braze.community'],
	['https://evil.example/dashboard-03.braze.com'],
])('leaves alone what only looks like a dashboard: %s', (url) => {
	expect(both(url)).toEqual([url, url]);
});

it.each([
	['ftp://rest.iad-01.braze.com'],
	['file:///etc'],
	['https://a b.example'],
	['https://host/a?b=c'],
	['https://host/a#b'],
	['https://user@host'],
])('is no web address for the node, and nothing unencrypted for the test: %s', (url) => {
	expect(() => restHost({ instance: 'custom', url })).toThrow("'REST URL' in the credential is not a URL");
	expect(evaluateInCredential(String(test.request.baseURL), { instance: 'custom', url })).toMatch(/^https:/);
});
