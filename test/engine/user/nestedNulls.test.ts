import { Bench, stop } from '../../support/bench';
import { fastClock, useClock } from '../../support/clocks';

useClock(fastClock);

describe('a null inside an attribute, with which Braze drops the whole attribute and reports a success', () => {
	const bench = new Bench({
		resource: 'user',
		operation: 'upsert',
		externalUserId: 'ada',
		specifyAttributes: 'json',
	});

	const hintsFor = async (attributes: object) => {
		const result = await bench.run({ attributesJson: JSON.stringify(attributes) });
		expect(stop(result)).toEqual({});
		expect(bench.bodies).toEqual([{ attributes: [{ external_id: 'ada', ...attributes }] }]);
		return result.hints.map(({ message }) => message);
	};

	it.each([
		['address.old', { address: { city: 'Rome', old: null } }],
		['address.geo.lat', { address: { city: 'Rome', geo: { lat: null } } }],
		['address.lines.1', { address: { lines: ['Via', null] } }],
	])('is a hint that names %s', async (path, attributes) => {
		expect(await hintsFor({ plan: 'pro', ...attributes })).toEqual([
			`'${path}' is null. According to Braze's documentation, nothing of 'address' is written then. Leave the key out (1 item)`,
		]);
	});

	it('is named for mapped fields, too', async () => {
		const items = [{ external_id: 'a', address: { city: 'Rome', street: null } }];
		const result = await bench.run({ specifyAttributes: 'autoMap' }, { items });
		expect(result.hints).toHaveLength(1);
		expect(result.hints[0].message).toContain("'address.street' is null");
	});

	it.each([{ address: null }, { address: { city: 'Rome' } }, { tags: ['a', 'b'] }, { seats: 0 }])(
		'is not seen in %j',
		async (attributes) => {
			expect(await hintsFor(attributes)).toEqual([]);
		},
	);

	it('is not looked for in the properties of events', async () => {
		const { hints } = await bench.run({
			operation: 'trackEvent',
			specifyAttributes: undefined,
			eventName: 'moved',
			specifyProperties: 'json',
			propertiesJson: '{ "to": { "street": null } }',
		});
		expect(hints.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('is null'));
		expect(bench.bodies).toMatchObject([{ events: [{ properties: { to: { street: null } } }] }]);
	});
});
