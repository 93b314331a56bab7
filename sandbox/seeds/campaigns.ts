import type { Campaign, DashboardSchedule } from '../types/campaigns';
import { FEEDBACK_ID } from './canvases';

const id = (n: number) => `8b2e64d0-3c1f-4a7e-b5d9-6f0a1c2e3d${(0x10 + n).toString(16)}`;

const variationId = (n: number, index: number) =>
	`f7a364d0-3c1f-4a7e-b5${(0x10 + n).toString(16)}-6f0a1c2e3d${(0x10 + index).toString(16)}`;

/** API-triggered, by email: the campaign that the examples use. */
export const ORDER_SHIPPED_ID = id(0);
/** Transactional. */
export const RECEIPT_ID = id(6);
/** An API campaign with one message variation of each channel. */
export const CRM_MESSAGES_ID = id(7);
const WEEKLY_DIGEST_ID = id(11);
const MORNING_TIP_ID = id(13);

type Part = Partial<Campaign> & Pick<Campaign, 'name'> & { channels?: string[] };

/** The channels of the API campaign's variations, in the words of `/campaigns/details`. */
const ALL_CHANNELS = [
	'email',
	'sms',
	'whats_app',
	'ios_push',
	'android_push',
	'web_push',
	'kindle_push',
	'content_card',
	'webhook',
];

/** A campaign with believable values for all that is not given: live, API-triggered, by email. */
export function makeCampaign(number: number, { channels = ['email'], ...part }: Part): Campaign {
	const day = String((number % 27) + 1).padStart(2, '0');
	return {
		id: id(number),
		description: '',
		tags: [],
		created_at: `2026-01-${day}T08:40:00+00:00`,
		last_edited: `2026-${String((number % 7) + 2).padStart(2, '0')}-${day}T14:05:00+00:00`,
		archived: false,
		draft: false,
		enabled: true,
		type: 'api_triggered',
		variations: channels.map((channel, index) => ({
			id: variationId(number, index),
			name: `Variation ${index + 1}`,
			channel,
		})),
		...part,
	};
}

/** A number of live API-triggered campaigns, to try paging: "Campaign 001", … with fixed ids. */
export function manyCampaigns(count: number): Campaign[] {
	return Array.from({ length: count }, (_, index) =>
		makeCampaign(index, {
			id: `00000000-0000-4000-9000-${String(index + 1).padStart(12, '0')}`,
			name: `Campaign ${String(index + 1).padStart(3, '0')}`,
			tags: ['bulk'],
		}),
	);
}

/** The workspace's campaigns: live ones of every type, and one of each kind that does not send. */
export function seedCampaigns(): Campaign[] {
	const parts: Part[] = [
		{ name: 'Order Shipped', description: 'Sent by the shop system', tags: ['Revenue'] },
		{ name: 'Password Changed', tags: ['Security'], channels: ['email', 'ios_push', 'android_push'] },
		{ name: 'Appointment Reminder', tags: ['Lifecycle'], channels: ['sms'] },
		{ name: 'Back in Stock', tags: ['Revenue'], channels: ['ios_push', 'android_push'] },
		{ name: 'Invoice Ready', tags: ['Finance', 'CRM'] },
		{ name: 'Trial Ends Soon', tags: ['Lifecycle', 'CRM'], channels: ['email', 'ios_push'] },
		{ name: 'Order Receipt', tags: ['Transactional'], type: 'transactional' },
		{
			name: 'CRM Messages',
			description: 'Counts what the CRM composes itself',
			tags: ['CRM'],
			type: 'api',
			channels: ALL_CHANNELS,
		},
		{ name: 'Spring Voucher', description: 'Stopped: budget used up', tags: ['Revenue'], enabled: false },
		{ name: 'Black Friday 2024', tags: ['Old'], archived: true, enabled: false },
		{
			name: 'Loyalty Launch',
			description: 'Not launched yet',
			tags: ['Loyalty'],
			draft: true,
			enabled: false,
		},
		{ name: 'Weekly Digest', tags: ['Newsletter'], type: 'time_based' },
		{ name: 'Cart Nudge', tags: ['Revenue'], type: 'action_based', channels: ['ios_push'] },
		{ name: 'Morning Tip', tags: ['Newsletter'], type: 'time_based', channels: ['ios_push', 'android_push'] },
	];
	return parts.map((part, index) => makeCampaign(index, part));
}

/** What the dashboard sends: one of each delivery type. */
export function seedDashboardSchedules(): DashboardSchedule[] {
	const [newsletter, weekday] = [['Newsletter'], 1];
	return [
		{
			id: WEEKLY_DIGEST_ID,
			name: 'Weekly Digest',
			type: 'Campaign',
			tags: newsletter,
			clock: '09:30',
			weekday,
			delivery: 'company_zone',
		},
		{
			id: MORNING_TIP_ID,
			name: 'Morning Tip',
			type: 'Campaign',
			tags: newsletter,
			clock: '07:15',
			delivery: 'local_time_zones',
		},
		{
			id: FEEDBACK_ID,
			name: 'Product Feedback',
			type: 'Canvas',
			tags: ['Research'],
			clock: '12:00',
			weekday: 5,
			delivery: 'intelligent_delivery',
		},
	];
}
