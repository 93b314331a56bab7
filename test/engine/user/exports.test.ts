/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a storage that breaks off needs both */
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { gunzipSync } from 'zlib';
import type { IBinaryData } from 'n8n-workflow';

import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { Bench, itemErrors, jsons, stop } from '../../support/bench';
import { movingClock, useClock } from '../../support/clocks';
import { byId } from '../../support/kinds';
import { filesIn } from '../../support/zip';

// The clocks of the node and of the sandbox go on while the node waits, and nothing else does.
useClock(movingClock);

const EXPORT = { operation: 'exportSegment', segmentId: byId(PRO_PLAN_ID), fieldsToExport: ['external_id'] };

const DOWNLOAD = { operation: 'downloadExport', downloadUrl: '={{ $json.url }}' };

describe('Export by Segment', () => {
	const bench = new Bench({ resource: 'user', ...EXPORT });

	it('narrows the people and the attributes', async () => {
		const result = await bench.run({
			fieldsToExport: ['external_id', 'custom_attributes'],
			options: {
				attributesToExport: ['plan', 'seats', 'plan'],
				changedSince: '2026-11-20T09:00:00',
				callbackUrl: 'https://n8n.example.com/webhook/1/webhook?secret=0123456789abcdef',
				outputFormat: 'gzip',
			},
		});

		expect(stop(result)).toEqual({});
		expect(bench.bodies).toEqual([
			{
				segment_id: PRO_PLAN_ID,
				fields_to_export: ['external_id'],
				custom_attributes_to_export: ['plan', 'seats'],
				user_last_updated_at: '2026-11-20T08:00:00Z',
				callback_endpoint: 'https://n8n.example.com/webhook/1/webhook?secret=0123456789abcdef',
				output_format: 'gzip',
			},
		]);
	});

	it.each([
		['a time', { changedSince: 'soon' }, /^'Changed Since'/],
		['a name', { attributesToExport: ['plan', ''] }, /^'Custom Attributes to Export 2' is empty/],
		[
			'too many names',
			{ attributesToExport: Array.from({ length: 501 }, (_, index) => `a${index}`) },
			/^'Custom Attributes to Export' has 501 names/,
		],
	])('refuses %s', async (_what, options, message) => {
		const result = await bench.run({ options });

		expect(stop(result).message).toMatch(message);
		expect(bench.wire).toEqual([]);
	});

	it('refuses values of attributes that belong to nobody', async () => {
		const result = await bench.run({
			fieldsToExport: ['custom_attributes'],
			options: { attributesToExport: ['plan'] },
		});

		expect(stop(result).message).toBe("'Fields to Return' has only custom attributes");
		expect(bench.wire).toEqual([]);
	});

	it('does not wait while another export of the segment runs', async () => {
		await bench.run();
		const result = await bench.run();

		expect(bench.wire).toHaveLength(2);
		expect(stop(result).message).toBe('An export of this segment is already running');
		expect(stop(result).description).toMatch(/only one export of a segment at a time.*Cancel Segment Export/);
	});
});

describe('Download Export', () => {
	const bench = new Bench({ resource: 'user', ...DOWNLOAD });

	const start = async (changes: object = {}) => jsons(await bench.run({ ...EXPORT, ...changes }))[0];

	const people = (file: IBinaryData) =>
		filesIn(Buffer.from(file.data, 'base64')).flatMap(({ content }) =>
			content
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line) as Record<string, unknown>),
		);

	it('waits for the file, and never shows it the API key', async () => {
		const items = [await start()];
		const result = await bench.run({}, { items });
		const looks = bench.sandbox.requests.slice(1);

		expect(stop(result)).toEqual({});
		expect(looks.map(({ status }) => status)).toEqual([...Array.from({ length: 12 }, () => 403), 200]);
		expect(looks.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
		const { json, binary } = result.ok[0];
		const file = binary?.data as IBinaryData;
		expect(json).toEqual({
			ready: true,
			file_name: expect.stringMatching(/^[\w-]+\.zip$/) as string,
			bytes: expect.any(Number) as number,
		});
		expect(file.mimeType).toBe('application/zip');
		expect(people(file)).toEqual(
			bench.sandbox.state.users
				.filter(({ custom_attributes }) => custom_attributes?.plan === 'pro')
				.map(({ external_id }) => ({ external_id })),
		);
		expect(result.ok[0].pairedItem).toEqual({ item: 0 });
	});

	it('gets the narrowed people, 5,000 in a file, in the field that is wanted', async () => {
		const { users } = bench.sandbox.state;
		const [ada] = users.filter(({ custom_attributes }) => custom_attributes?.plan === 'pro');
		for (let index = 0; index < 5_001; index++)
			users.push({
				...ada,
				external_id: `many-${index}`,
				braze_id: `many-${index}`,
				updated_at: '2026-11-20T10:00:00.000Z',
				custom_attributes: { plan: 'pro', seats: index },
			});
		const items = [
			await start({ options: { attributesToExport: ['seats'], changedSince: '2026-11-20T09:00:00' } }),
		];
		bench.sandbox.clock.advance(60);
		const result = await bench.run({ binaryPropertyName: 'people' }, { items });
		const file = result.ok[0].binary?.people as IBinaryData;

		expect(filesIn(Buffer.from(file.data, 'base64'))).toHaveLength(2);
		expect(people(file)).toHaveLength(5_001);
		expect(people(file)[7]).toEqual({ external_id: 'many-7', custom_attributes: { seats: 7 } });
	});

	it('gets a GZIP file', async () => {
		const items = [await start({ options: { outputFormat: 'gzip' } })];
		bench.sandbox.clock.advance(60);
		const result = await bench.run({}, { items });
		const { data, mimeType } = result.ok[0].binary?.data as IBinaryData;

		expect(mimeType).toBe('application/gzip');
		expect(gunzipSync(Buffer.from(data, 'base64')).toString()).toMatch(/^\{"external_id":"user-\d+"\}\n/);
	});

	it('fails after the wait, and says what to do', async () => {
		const items = [await start()];
		const result = await bench.run({ options: { waitForFile: 10 } }, { items });

		expect(bench.wire.slice(1)).toHaveLength(3);
		expect(stop(result).message).toBe('The file is not ready, or no longer exists');
		expect(stop(result).description).toMatch(/Wait node.*start it again\./);
	});

	it('returns an item without a file for a loop, and the file in the next round', async () => {
		const [first] = [await start()];
		const early = await bench.run(
			{ ifNotReady: 'withoutFile', options: { waitForFile: 0 } },
			{ items: [first] },
		);
		expect(early.ok).toEqual([{ json: { ready: false, url: first.url }, pairedItem: { item: 0 } }]);

		bench.sandbox.clock.advance(60);
		const late = await bench.run(
			{ ifNotReady: 'withoutFile', options: { waitForFile: 0 } },
			{ items: jsons(early) },
		);
		expect(jsons(late)).toMatchObject([{ ready: true }]);
	});

	it('says the same of a file that Braze has deleted', async () => {
		const items = [await start()];
		bench.sandbox.clock.advance(5 * 3600);
		const result = await bench.run({}, { items, settings: { onError: 'continueErrorOutput' } });

		expect(itemErrors(result)).toMatchObject([
			{ message: 'The file is not ready, or no longer exists', outcome: 'not_sent', status: 403 },
		]);
	});

	it('downloads a file once for items that share it', async () => {
		const item = await start();
		bench.sandbox.clock.advance(60);
		const result = await bench.run({}, { items: [item, item] });

		expect(bench.wire.slice(1)).toHaveLength(1);
		expect(result.ok.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['data'], ['data']]);
	});

	it.each([
		['http on another host', 'http://example.com/a.zip', "'Download URL' does not start with https://"],
		['a password', 'https://me:secret@example.com/a.zip', "'Download URL' contains a user name or password"],
		['no URL', 'export.zip', '\'Download URL\' is not a URL: "export.zip"'],
		['another scheme', 'file:///etc/passwd', /^'Download URL' is not a URL/],
		['nothing', '', /^'Download URL' is empty/],
		['an export to storage of your own', null, /^'Download URL' is missing/],
	])('refuses %s', async (_what, url, message) => {
		const result = await bench.run({}, { items: [{ url }] });

		expect(stop(result).message).toMatch(message);
		expect(bench.wire).toEqual([]);
	});

	it.each([
		['a wait of two minutes', { options: { waitForFile: 120 } }, /^'Wait for File' must be .* from 0 to 60/],
		['no field', { binaryPropertyName: '={{ "" }}' }, /^'Put Output File in Field' is empty/],
	])('refuses %s', async (_what, changes, message) => {
		const result = await bench.run(changes, { items: [{ url: 'https://example.com/a.zip' }] });

		expect(stop(result).message).toMatch(message);
	});

	describe('from a server of its own', () => {
		const respond = async (
			answer: (headers: Record<string, unknown>, response: import('http').ServerResponse) => void,
			options = { waitForFile: 0 },
			file = 'a.zip',
		) => {
			const server = createServer((request, response) => answer(request.headers, response));
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			try {
				return await bench.run(
					{ options },
					{ items: [{ url: `${url}/${file}` }], credential: bench.credential({ url }) },
				);
			} finally {
				server.closeAllConnections();
				server.close();
			}
		};

		it('follows no redirect', async () => {
			const result = await respond((_, response) => {
				response.writeHead(302, { location: `${bench.sandbox.url}/segment-export/a.zip` }).end();
			});

			expect(stop(result).message).toBe('The URL redirects elsewhere');
			expect(bench.wire).toEqual([]);
		});

		it.each([
			['a%20b.zip', 'a b.zip'],
			['50%.zip', '50%.zip'],
		])('names the file of /%s', async (path, name) => {
			const result = await respond((_, response) => response.end('PK'), { waitForFile: 0 }, path);

			expect(stop(result)).toEqual({});
			expect(jsons(result)).toMatchObject([{ ready: true, file_name: name }]);
		});

		it('gives half a file to nobody', async () => {
			const result = await respond((_, response) => {
				response.writeHead(200, { 'content-length': '1000', 'content-type': 'application/zip' });
				response.write('PK');
				setTimeout(() => response.destroy(), 20);
			});

			expect(stop(result).message).toBe('The file could not be downloaded');
			expect(result.ok).toEqual([]);
		});

		it('ends a download that stands still', async () => {
			const result = await respond(
				(_, response) => {
					response.writeHead(200, { 'content-length': '1000' });
					response.write('PK');
				},
				{ waitForFile: 0, requestTimeout: 0.2 } as never,
			);

			expect(stop(result)).toEqual({
				message: 'The file could not be downloaded',
				description: expect.stringContaining('No response arrived in time') as string,
			});
		});

		it('counts the time that looks take', async () => {
			let looks = 0;
			const result = await respond(
				(_, response) => {
					looks += 1;
					jest.setSystemTime(Date.now() + 40_000);
					response.writeHead(403).end();
				},
				{ waitForFile: 60 },
			);

			expect(looks).toBe(2);
			expect(stop(result).message).toBe('The file is not ready, or no longer exists');
		});

		it('looks again where the storage had a problem', async () => {
			let looks = 0;
			const result = await respond(
				(_, response) => {
					looks += 1;
					response.writeHead(looks < 3 ? 500 : 200).end('PK');
				},
				{ waitForFile: 60 },
			);

			expect(looks).toBe(3);
			expect(jsons(result)).toMatchObject([{ ready: true, file_name: 'a.zip' }]);
		});
	});
});
