import type { IDataObject } from 'n8n-workflow';

import { ProcessedKeys } from '../../support/processedKeys';
import { ScheduleBench } from '../../support/schedule';

/** Whoever builds a workflow presses 'Execute step' again and again: the first time, they learn what that does. */

const bench = new ScheduleBench();

beforeAll(async () => await new ProcessedKeys().install());

const MANUAL = { mode: 'manual' as const };

const NOW = { operation: 'sendNow', sendTime: undefined };

const REAL =
	"This was sent to Braze. If you run the step again, people get the message again. While you build, set 'Mode' to 'Dry Run'. To message people only once, use 'Deduplicate By' in the options.";

const told = async (changes: Record<string, unknown>, rest: object = MANUAL) => {
	const { error, hints } = await bench.run(changes, rest);
	expect(error).toBeUndefined();
	return hints.filter(({ message }) => message.includes('run the step again'));
};

it.each([
	['a schedule', {}],
	['an immediate message', NOW],
	['a broadcast', { sendTo: 'broadcast', confirmBroadcast: true, recipients: undefined }],
])('%s that is run by hand says that the next run messages people again', async (_, changes) => {
	expect(await told(changes)).toEqual([{ message: REAL, type: 'info', location: 'outputPane' }]);
});

it('is right: the next run does it again', async () => {
	await bench.run(NOW, MANUAL);
	await bench.run(NOW, MANUAL);
	expect(bench.sentBodies).toHaveLength(2);
});

it.each<[string, Record<string, unknown>, object?]>([
	['a dry run', { mode: 'dryRun' }],
	['test people', { mode: 'testRecipients', testRecipients: ['user-002'] }],
	['an active workflow', {}, { mode: 'trigger' }],
	['a schedule under a key', { options: { scheduleKey: 'booking-1' } }],
	['a message that is sent once per key', { ...NOW, options: { deduplicateBy: 'booking-3' } }],
	['an item that is skipped', { sendTime: '2026-09-01T09:00:00', options: { ifPast: 'skip' } }],
])('nothing is said of %s', async (_, changes, rest = MANUAL) => {
	expect(await told(changes as IDataObject, rest)).toEqual([]);
});
