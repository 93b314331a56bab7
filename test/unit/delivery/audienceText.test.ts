import { audienceText } from '../../../nodes/Braze/delivery/results/audienceText';

const attribute = (name: string, comparison: string, value?: unknown) => ({
	custom_attribute: { custom_attribute_name: name, comparison, ...(value !== undefined && { value }) },
});

const LOYAL = attribute('loyal', 'equals', true);
const VIP = attribute('vip', 'equals', true);
const PUSH = { push_subscription_status: { comparison: 'is', value: 'opted_in' } };
const NO_EMAIL = { email_subscription_status: { comparison: 'is_not', value: 'unsubscribed' } };

it.each<[object, string]>([
	[{ OR: [{ AND: [LOYAL, PUSH] }, VIP] }, 'loyal is true AND opted in to push, OR vip is true'],
	[{ OR: [LOYAL, VIP] }, 'loyal is true OR vip is true'],
	[
		{ AND: [LOYAL, { OR: [VIP, NO_EMAIL] }] },
		'loyal is true AND (vip is true OR not unsubscribed from email)',
	],
	[{ AND: [{ OR: [LOYAL] }, VIP] }, 'loyal is true AND vip is true'],
	[{ OR: [{ OR: [LOYAL, VIP] }, PUSH] }, '(loyal is true OR vip is true), OR opted in to push'],
	[attribute('plan', 'not_equal', 'pro $& $1'), 'plan is not "pro $& $1"'],
	[attribute('seats', 'greater_than_or_equal_to', 5), 'seats is at least 5'],
	[attribute('renewal', 'less_than_x_days_in_the_future', 7), 'renewal is less than 7 days ahead'],
	[attribute('plan', 'does_not_exist'), 'plan is not set'],
	[
		{ last_used_app: { comparison: 'after', value: '2026-01-01T00:00:00Z' } },
		'last used an app after 2026-01-01T00:00:00Z',
	],
	[attribute('note', 'equals', 'x'.repeat(99)), `note is "${'x'.repeat(40)}…"`],
])('says %j', (audience, text) => {
	expect(audienceText(audience)).toBe(text);
});
