import type { Segment } from '../types/campaigns';

const id = (n: number) => `d19c3f7e-52ab-4e06-8c41-7a9e0b3d5f${(0x10 + n).toString(16)}`;

/** Users with the plan "pro". */
export const PRO_PLAN_ID = id(1);

const attribute = (custom_attribute_name: string, comparison: string, value: unknown) => ({
	custom_attribute: { custom_attribute_name, comparison, value },
});

type Part = Partial<Segment> & Pick<Segment, 'name' | 'description'>;

/** A segment with believable values for all that is not given. */
export function makeSegment(number: number, part: Part): Segment {
	const day = String((number % 27) + 1).padStart(2, '0');
	return {
		id: id(number),
		tags: [],
		created_at: `2025-11-${day}T10:00:00+00:00`,
		last_edited: `2026-0${(number % 7) + 1}-${day}T10:20:00+00:00`,
		archived: false,
		analytics_tracking_enabled: true,
		...part,
	};
}

/** A number of segments, to try paging: "Segment 001", … with fixed ids. */
export function manySegments(count: number): Segment[] {
	return Array.from({ length: count }, (_, index) =>
		makeSegment(index, {
			id: `00000000-0000-4000-a000-${String(index + 1).padStart(12, '0')}`,
			name: `Segment ${String(index + 1).padStart(3, '0')}`,
			description: 'All users',
		}),
	);
}

/** The workspace's segments; the last one is archived, which no endpoint lists. */
export function seedSegments(): Segment[] {
	const parts: Part[] = [
		{ name: 'All Users', description: 'All users' },
		{
			name: 'Pro Plan',
			description: 'Custom attribute "plan" equals "pro"',
			tags: ['CRM'],
			audience: attribute('plan', 'equals', 'pro'),
		},
		{
			name: 'Teams over 20 Seats',
			description: 'Custom attribute "seats" is more than 20',
			tags: ['CRM', 'Sales'],
			audience: attribute('seats', 'greater_than', 20),
		},
		{
			name: 'Email Subscribers',
			description: 'Email subscription status is not "unsubscribed"',
			audience: { email_subscription_status: { comparison: 'is_not', value: 'unsubscribed' } },
		},
		{
			name: 'Pizza Lovers',
			description: 'Custom attribute "favorite_foods" includes "pizza"',
			analytics_tracking_enabled: false,
			audience: attribute('favorite_foods', 'includes_value', 'pizza'),
		},
		{
			name: 'Nobody Yet',
			description: 'Custom attribute "plan" equals "enterprise"',
			audience: attribute('plan', 'equals', 'enterprise'),
		},
		{ name: 'Beta Testers 2024', description: 'All users', tags: ['Old'], archived: true },
	];
	return parts.map((part, index) => makeSegment(index, part));
}
