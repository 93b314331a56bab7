import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { inNewYork, MONDAY, send } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, now: () => new Date(MONDAY) });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const attribute = (custom_attribute_name: string, comparison: string, value?: unknown) => ({
	custom_attribute: { custom_attribute_name, comparison, ...(value === undefined ? {} : { value }) },
});
const blast = async (audience: unknown) =>
	await send(sandbox, { recipients: undefined, broadcast: true, audience });

describe('an audience is refused', () => {
	it.each([
		['that is empty', {}, 'audience must have exactly one key'],
		['that is a list', [], 'audience must be object'],
		['with AND beside OR', { AND: [], OR: [] }, 'exactly one key'],
		['with nothing in AND', { AND: [] }, 'audience.AND must be a non-empty array'],
		['with another filter', { segment_id: 'x' }, 'audience.segment_id is not a filter'],
		['with a key of every object', { AND: [{ toString: {} }] }, 'AND[0].toString is not a filter'],
		[
			'deep inside',
			{ AND: [{ OR: [attribute('a', 'is', 1)] }] },
			'audience.AND[0].OR[0].custom_attribute.comparison',
		],
		['without an attribute name', attribute('', 'exists'), 'must not be blank'],
		[
			'with a number as text',
			attribute('seats', 'greater_than', '2'),
			'custom_attribute.value must be number',
		],
		['with days as text', attribute('seen', 'less_than_x_days_ago', '2'), 'value must be number'],
		['with a pattern that is a number', attribute('plan', 'matches_regex', 5), 'value must be string'],
		['with a date that is none', attribute('seen', 'after', 'soon'), 'ISO 8601'],
		['with objects in a list', attribute('a', 'includes_value', [{ id: 1 }]), 'value[0] must be'],
		['with a value for exists', attribute('plan', 'exists', 'x'), 'value is not allowed with exists'],
		['without a value', attribute('plan', 'equals'), "required property 'value'"],
		['with the old name for not equal', attribute('vip', 'does_not_equal', true), 'must be one of: equals'],
		[
			'with an unknown subscription',
			{ push_subscription_status: { comparison: 'is', value: 'on' } },
			'opted_in',
		],
		[
			'with equals for is',
			{ email_subscription_status: { comparison: 'equals', value: 'opted_in' } },
			'is, is_not',
		],
		[
			'with more than a filter has',
			{ last_used_app: { comparison: 'after', value: '2026-01-01T00:00:00Z', x: 1 } },
			'x',
		],
	])('%s', async (_what, audience, words) => {
		const { status, body } = await blast(audience);
		expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
	});
});

it('is in UTC if its times have no zone, wherever the sandbox runs', async () => {
	const [user] = sandbox.state.users;
	user.custom_attributes.seen = '2026-08-01 12:00:00';
	for (const [comparison, value] of [
		['after', '2026-08-01T11:59:59'],
		['before', '2026-08-01T12:00:01'],
	])
		await inNewYork(async () => void (await blast(attribute('seen', comparison, value))));
	expect(sandbox.state.sends.map(({ delivered }) => delivered)).toEqual([1, 1]);
});

it('is not held up by a pattern that takes forever, and has nobody by it', async () => {
	for (const user of sandbox.state.users) user.custom_attributes.text = `${'a'.repeat(40)}!`;
	const started = performance.now();
	await blast(attribute('text', 'matches_regex', '^(a+)+$'));
	await blast(attribute('text', 'does_not_match_regex', '^(a+)+$'));
	expect(sandbox.state.sends.map(({ delivered }) => delivered)).toEqual([0, 0]);
	expect(performance.now() - started).toBeLessThan(20_000);
});

describe('an audience reaches', () => {
	it.each<[string, object, number]>([
		['by text', attribute('plan', 'equals', 'team'), 9],
		['by number', attribute('seats', 'greater_than_or_equal_to', 33), 3],
		['by boolean', attribute('vip', 'equals', true), 5],
		['by pattern', attribute('plan', 'matches_regex', '^(team|none)$'), 10],
		['by element', attribute('favorite_foods', 'includes_value', 'sushi'), 15],
		['who lack something', attribute('plan', 'does_not_exist'), 1],
		['by last use', { last_used_app: { comparison: 'after', value: '2026-08-27T00:00:00+0000' } }, 2],
		['by subscription', { email_subscription_status: { comparison: 'is', value: 'unsubscribed' } }, 7],
		['by an attribute that every object has', attribute('constructor', 'exists'), 0],
		['by the absence of such an attribute', attribute('__proto__', 'does_not_exist'), 32],
		['by a pattern that ignores case', attribute('plan', 'matches_regex', '(?i)^TEAM$'), 9],
		['by a pattern that others lack', attribute('plan', 'does_not_match_regex', '^team$'), 23],
		['nobody by a pattern that is none', attribute('plan', 'matches_regex', '('), 0],
		['nobody by the absence of a pattern that is none', attribute('plan', 'does_not_match_regex', '('), 0],
		['by both', { AND: [attribute('plan', 'equals', 'team'), attribute('vip', 'equals', false)] }, 4],
		['by either', { OR: [attribute('plan', 'equals', 'none'), attribute('seats', 'equals', 60)] }, 2],
		['nobody by text for a number', attribute('seats', 'equals', '60'), 0],
	])('people %s', async (_what, audience, count) => {
		const { status } = await blast(audience);
		expect(status).toBe(201);
		expect(sandbox.state.sends[0]).toMatchObject({ target: 'audience', delivered: count });
	});
});
