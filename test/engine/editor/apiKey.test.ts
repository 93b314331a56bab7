import { searchCanvases } from '../../../nodes/Braze/methods/searchList';
import { Bench, itemErrors, stop } from '../../support/bench';
import { searchInPicker, testCredential } from '../../support/editor';

/** The key as people paste it: what is around it goes, and what can be no key is never sent. */

const bench = new Bench({ resource: 'canvas', operation: 'getMany' });

const run = async (apiKey: unknown) =>
	await bench.run({}, { credential: bench.credential({ apiKey: apiKey as string }) });

const HIDDEN = 'part-one-part-two';

it.each([
	['a line break behind it', 'sandbox-key\n'],
	['spaces around it', '  sandbox-key\t'],
	['a line break inside it', 'sandbox-\r\nkey'],
	['the word Bearer before it', 'Bearer sandbox-key'],
	['all of that', ' bearer  sandbox-\nkey \n'],
])('takes a key with %s', async (_, apiKey) => {
	const result = await run(apiKey);

	expect(stop(result)).toEqual({});
	expect(await testCredential(bench.credential({ apiKey }))).toMatchObject({ status: 'OK' });
	expect(bench.sandbox.requests.map(({ status }) => status)).toEqual([200, 200]);
});

it.each([
	['empty', ''],
	['white space', ' \n\t'],
	['the word Bearer alone', 'Bearer '],
	['missing', undefined],
])('sends nothing with a key that is %s', async (_, apiKey) => {
	const result = await run(apiKey);

	expect(stop(result)).toEqual({
		message: "'REST API Key' is empty in the credential",
		description: 'Paste a REST API key from your Braze settings (APIs and Identifiers). Nothing was sent.',
	});
	expect(bench.wire).toEqual([]);
});

it.each([
	['a quotation mark', `"${HIDDEN}"`],
	['an invisible space', `${HIDDEN}\u200b`],
	['a typographic dash', HIDDEN.replace('-', '–')],
	['a control character', `${HIDDEN}\u0000`],
])('sends nothing with a key that holds %s, and does not show it', async (_, apiKey) => {
	const result = await run(apiKey);

	expect(stop(result)).toEqual({
		message: "'REST API Key' in the credential contains a character that is not allowed in a key",
		description:
			'Copy the key from Braze again, without quotation marks or anything else around it. Nothing was sent.',
	});
	expect(bench.wire).toEqual([]);
	expect(JSON.stringify(result.run)).not.toMatch(/part.one|part.two/);
});

it('gives each item the reason when the execution continues', async () => {
	const settings = { onError: 'continueErrorOutput' } as const;
	const result = await bench.run(
		{},
		{ items: [{}, {}], settings, credential: bench.credential({ apiKey: ' ' }) },
	);

	expect(itemErrors(result).map(({ message, outcome }) => [message, outcome])).toEqual(
		Array(2).fill(["'REST API Key' is empty in the credential", 'invalid']),
	);
});

describe('without a credential', () => {
	const EMPTY = {
		message: "'Credential to connect with' is empty",
		description:
			'Choose a Braze API credential in the node, or create one with your REST API key and instance. Nothing was sent.',
	};

	it('says where it is missing, and how to mend that', async () => {
		expect(stop(await bench.run({}, { credential: undefined }))).toEqual(EMPTY);
	});

	it('says so in a picker too', async () => {
		await expect(searchInPicker(searchCanvases, undefined)).rejects.toThrow(EMPTY.message);
	});
});

it('says what n8n says of a credential that it cannot open, and what to do', async () => {
	const told = 'Credentials could not be decrypted';
	const broken = Object.defineProperty({}, 'apiKey', {
		enumerable: true,
		get: () => {
			throw new Error(told);
		},
	});

	expect(stop(await bench.run({}, { credential: broken }))).toEqual({
		message: "'Credential to connect with' cannot be opened",
		description: `Choose it again in the node, or choose another one. n8n said: "${told}". Nothing was sent.`,
	});
});

it('fails the test of the credential with such a key, and does not show it', async () => {
	const { status, message } = await testCredential(bench.credential({ apiKey: `${HIDDEN}\u200b` }));

	expect(status).toBe('Error');
	expect(message).not.toContain(HIDDEN);
});
