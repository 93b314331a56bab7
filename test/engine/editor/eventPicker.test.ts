import { searchCustomEvents } from '../../../nodes/Braze/methods/searchList';
import { makeEvent } from '../../../sandbox/seeds/events';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { searchInPicker } from '../../support/editor';

/** The picker of custom events, which Braze knows by name only. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, keys: { 'no-events': ['canvas.list'] } });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const pick = async (filter?: string, apiKey = 'sandbox-key') =>
	await searchInPicker(searchCustomEvents, { apiKey, instance: 'custom', url: sandbox.url }, filter);

it('shows every event by name, and gives its name', async () => {
	sandbox.state.customEvents = [makeEvent('booked demo'), makeEvent('trial_started')];
	expect((await pick()).results).toEqual([
		{ name: 'booked demo', value: 'booked demo' },
		{ name: 'trial_started', value: 'trial_started' },
	]);
});

it('finds one on the last page', async () => {
	sandbox.state.customEvents = Array.from({ length: 120 }, (_, index) => makeEvent(`event ${index}`));
	expect((await pick('EVENT 119')).results).toEqual([{ name: 'event 119', value: 'event 119' }]);
	expect(sandbox.requests).toHaveLength(3);
});

it('says why it has nothing to show', async () => {
	await expect(pick('', 'no-events')).rejects.toThrow('The API key lacks the permission events.get');
});
