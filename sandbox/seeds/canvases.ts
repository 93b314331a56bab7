import type { Canvas } from '../types/campaigns';

/** The Canvas that the examples use. */
export const ONBOARDING_ID = '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10';

/** The Canvas that the dashboard starts every week. */
export const FEEDBACK_ID = '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e16';

const id = (n: number) => `5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e${(0x10 + n).toString(16)}`;

type Part = Partial<Canvas> & Pick<Canvas, 'name'>;

/** A Canvas with believable values for all that is not given: live, API-triggered, with an email step. */
export function makeCanvas(number: number, part: Part): Canvas {
	const day = String((number % 27) + 1).padStart(2, '0');
	return {
		id: id(number),
		description: '',
		tags: [],
		created_at: `2026-02-${day}T09:12:00+00:00`,
		last_edited: `2026-${String((number % 6) + 3).padStart(2, '0')}-${day}T15:30:00+00:00`,
		archived: false,
		draft: false,
		enabled: true,
		schedule_type: 'api_triggered',
		channels: ['email'],
		...part,
	};
}

/** A number of live Canvases, to try paging: "Canvas 001", "Canvas 002", … with fixed ids. */
export function manyCanvases(count: number): Canvas[] {
	return Array.from({ length: count }, (_, index) =>
		makeCanvas(index, {
			id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
			name: `Canvas ${String(index + 1).padStart(3, '0')}`,
			tags: ['bulk'],
		}),
	);
}

/** The workspace's Canvases: live ones, and one of each kind that does not send. */
export function seedCanvases(): Canvas[] {
	const parts: Part[] = [
		{ name: 'Onboarding', description: 'Welcome series after a deal closes', tags: ['Lifecycle', 'CRM'] },
		{ name: 'Abandoned Cart', tags: ['Revenue'], channels: ['email', 'push'] },
		{ name: 'Booking Reminder', tags: ['Transactional'], channels: ['sms', 'email'] },
		{ name: 'Renewal Notice', tags: ['Lifecycle'] },
		{ name: 'Birthday Treat', tags: ['Loyalty'], channels: ['email', 'push'] },
		{ name: 'Birthday Treat', tags: ['Loyalty', 'US'], channels: ['sms'] },
		{ name: 'Product Feedback', tags: ['Research'], schedule_type: 'time_based' },
		{ name: 'Price Drop Alert', tags: ['Revenue'], channels: ['push'] },
		{
			name: 'Summer Launch',
			description: 'Not launched yet',
			tags: ['Campaign 2026'],
			draft: true,
			enabled: false,
		},
		{
			name: 'Win-Back 2024',
			description: 'Replaced by Renewal Notice',
			tags: ['Old'],
			archived: true,
			enabled: false,
		},
		{ name: 'Flash Sale', description: 'Stopped until stock is back', tags: ['Revenue'], enabled: false },
		{ name: 'First Purchase Thanks', tags: ['Lifecycle'], schedule_type: 'action_based' },
	];
	return parts.map((part, index) => makeCanvas(index, part));
}
