import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { ONBOARDING_ID } from '../../../sandbox/seeds/canvases';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { call, create, MONDAY } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const KINDS: Array<['canvas' | 'campaigns', object, string]> = [
	['canvas', { canvas_id: ONBOARDING_ID }, 'Invalid Canvas ID'],
	['campaigns', { campaign_id: ORDER_SHIPPED_ID }, 'Invalid Campaign ID'],
];

describe.each(KINDS)('POST /%s/duplicate', (group, original, unknownId) => {
	const post = async (changes: object) =>
		await call(sandbox, 'POST', `/${group}/duplicate`, { ...original, name: 'Copy', ...changes });
	const last = () => (group === 'canvas' ? sandbox.state.canvases : sandbox.state.campaigns).at(-1);

	it('makes a draft that is listed a moment later', async () => {
		const { status, body } = await post({ description: 'Mine', tag_names: ['CRM'] });
		expect([status, body]).toEqual([202, { message: 'success' }]);
		expect(last()?.name).not.toBe('Copy');
		sandbox.clock.advance(3);
		expect(last()).toMatchObject({ name: 'Copy', description: 'Mine', tags: ['CRM'], draft: true });
		expect(Object.values(original)).not.toContain(last()?.id);
		const copies = group === 'canvas' ? sandbox.state.canvases : sandbox.state.campaigns;
		expect(copies.filter(({ name }) => name === 'Copy')).toHaveLength(1);
	});

	it('keeps description and tags that are not given', async () => {
		await post({});
		await create(sandbox);
		sandbox.clock.advance(3);
		const list = group === 'canvas' ? sandbox.state.canvases : sandbox.state.campaigns;
		expect([last()?.description, last()?.tags]).toEqual([list[0].description, list[0].tags]);
	});

	it.each<[object, string]>([
		[{ name: undefined }, "'name'"],
		[{ name: ' ' }, 'must not be blank'],
		[{ tag_names: ['Unheard of'] }, 'Some tags could not be found'],
		[{ tag_names: 'CRM' }, 'must be array'],
	])('refuses %p', async (changes, words) => {
		expect((await post(changes)).body.message).toContain(words);
		const [idKey] = Object.keys(original);
		expect((await post({ [idKey]: 'x' })).body.message).toBe(unknownId);
	});

	it('is limited to 100 a minute', async () => {
		for (let count = 0; count < 100; count++) await post({});
		expect((await post({})).status).toBe(429);
	});
});
