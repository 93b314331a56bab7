import { isMarkedNow, markAll, MARK_MS } from '../../../nodes/Braze/scheduleKeys/protocol/mark';
import { keyId, type KeyItem } from '../../../nodes/Braze/scheduleKeys/protocol/items';
import { keysIn } from '../../../nodes/Braze/scheduleKeys/protocol/listing';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const ROOT = keyId('canvas', 'booking-1');

/** An item after a clean-up has marked it: Braze keeps what a change does not name. */
function marked(item: KeyItem): KeyItem {
	const request = markAll(keysIn(new Map([[ROOT, item]])), 'mark-1', NOW).next().value;
	if (request?.ask !== 'patchMany') throw new Error('nothing was marked');
	return { ...item, ...(JSON.parse(JSON.stringify(request.changes[0].values)) as KeyItem) };
}

describe('the mark of a clean-up', () => {
	it.each([
		['an item', { token: 'a' }],
		['an item without a token', {}],
		['an item without a token that an earlier mark made', { mark: 'mark-0', mark_of: 'a' }],
	])('keeps others away from %s, for some time', (_, item) => {
		expect(isMarkedNow(item, NOW)).toBe(false);
		expect(isMarkedNow(marked(item), NOW + MARK_MS - 1)).toBe(true);
		expect(isMarkedNow(marked(item), NOW + MARK_MS)).toBe(false);
	});

	it('counts for nothing on an item that is created later', () => {
		expect(isMarkedNow({ ...marked({ token: 'a' }), token: 'b' }, NOW)).toBe(false);
		expect(isMarkedNow({ ...marked({}), token: 'b' }, NOW)).toBe(false);
	});

	it('stays one on an item without a token where an earlier version of the node named none', () => {
		expect(isMarkedNow({ mark: 'mark-1', mark_at: '2030-01-01T00:00:00Z' }, NOW)).toBe(true);
	});
});
