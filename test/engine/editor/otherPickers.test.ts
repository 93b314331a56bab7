import { searchIntegrations, searchPreferenceCenters } from '../../../nodes/Braze/methods/searchList';
import { NEWSLETTER_CENTER_ID } from '../../../sandbox/seeds/preferenceCenters';
import { makeIntegration } from '../../../sandbox/seeds/integrations';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { searchInPicker } from '../../support/editor';

/** Pickers of lists whose entries call their IDs and names otherwise. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const credential = () => ({ apiKey: 'sandbox-key', instance: 'custom', url: sandbox.url });

it('offers preference centers by name', async () => {
	const { results } = await searchInPicker(searchPreferenceCenters, credential(), 'NEWS');

	expect(results).toEqual([{ name: 'newsletter_choices', value: NEWSLETTER_CENTER_ID }]);
});

it('offers integrations by name, namesakes with their ID', async () => {
	sandbox.state.integrations = Array.from({ length: 25 }, (_, index) =>
		makeIntegration(`id-${index}`, { integration_name: index < 23 ? `Number ${index}` : 'Twin' }),
	);
	const { results } = await searchInPicker(searchIntegrations, credential(), '');

	expect(results).toHaveLength(25);
	expect(results.slice(22)).toEqual([
		{ name: 'Number 22', value: 'id-22' },
		{ name: 'Twin (id-23)', value: 'id-23' },
		{ name: 'Twin (id-24)', value: 'id-24' },
	]);
});

it('offers what can be chosen, and leaves out other entries', async () => {
	const results = [null, 'abc', 7, ['x'], {}, { integration_id: 'i', integration_name: 'Fine' }];
	sandbox.faults.add({ kind: { type: 'status', status: 200, body: { results, message: 'success' } } });

	expect((await searchInPicker(searchIntegrations, credential(), '')).results).toEqual([
		{ name: 'Fine', value: 'i' },
	]);
});
