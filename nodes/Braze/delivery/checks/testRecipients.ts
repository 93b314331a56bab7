import { omit } from 'lodash';

import type { Entry, Member } from '../entry';
import { placeOf } from '../itemName';
import type { ItemEntry } from '../plan/requests';
import type { Skipped } from '../outcome';

/** What describes a real person and must not reach the profile of a test person. */
const PERSONAL = [
	'external_user_id',
	'user_alias',
	'email',
	'braze_id',
	'prioritization',
	'attributes',
	'send_to_existing_only',
];

/** Members that define an audience: a test reaches only the test recipients. */
const AUDIENCE = ['audience', 'broadcast', 'custom_audience', 'segment_id'];

export interface TestRun {
	readonly entries: ItemEntry[];
	readonly skipped: Skipped[];
}

/**
 * Replaces everyone with test recipients, for manual executions. Only the first item is sent, with the properties of
 * its first recipient; an audience or broadcast is replaced as well, so that nobody else can be reached.
 *
 * @param externalIds the test people
 */
export function replaceWithTestRecipients(
	entries: readonly ItemEntry[],
	externalIds: readonly string[],
): TestRun {
	const [first, ...others] = entries;
	if (!first) return { entries: [], skipped: [] };
	return {
		entries: [{ item: first.item, entry: forTestPeople(first.entry, externalIds) }],
		skipped: others.map(({ item }) => ({
			item,
			reason: `With test recipients, only the first item is sent (item ${placeOf(first.item)})`,
		})),
	};
}

function forTestPeople(entry: Entry, externalIds: readonly string[]): Entry {
	const kept = omit(entry.members?.[0] ?? {}, PERSONAL);
	const members: Member[] = externalIds.map((id) => ({ external_user_id: id, ...kept }));
	const { envelope, hints = [], report } = entry;
	const { testHint, report: ofCompanion = {} } = envelope.companion ?? {};
	return {
		...entry,
		envelope: {
			...omit(envelope, ['audienceSend', 'companion']),
			body: omit(envelope.body ?? {}, AUDIENCE),
		},
		members,
		report: { ...omit(report, Object.keys(ofCompanion)), test_recipients: [...externalIds] },
		hints: testHint === undefined ? hints : [...hints, testHint],
	};
}
