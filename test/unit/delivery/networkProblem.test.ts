import { describeNetworkProblem } from '../../../nodes/Braze/transport/errorText';

const HOST = 'https://rest.iad-01.braze.com';

it.each([
	['ECONNREFUSED', `No server answers at ${HOST}`],
	['ECONNECTTIMEOUT', `No server answers at ${HOST}`],
	['ENOTFOUND', 'There is no server with the name rest.iad-01.braze.com'],
	['ECONNRESET', 'The connection was closed before the response arrived'],
	['CERT_HAS_EXPIRED', `The certificate of ${HOST} is not trusted (CERT_HAS_EXPIRED)`],
	['ESOMETHING', 'The error code of the network is ESOMETHING'],
	['', ''],
])('says %s in words', (code, words) => {
	expect(describeNetworkProblem(code, HOST)).toBe(words);
});

it('names the server without its port and path', () => {
	expect(describeNetworkProblem('EAI_AGAIN', 'http://localhost:4010/x')).toBe(
		'The name localhost could not be looked up',
	);
});
