/** A custom event of the workspace, as `/events` shows it. */
export interface CustomEvent {
	name: string;
	description: string;
	included_in_analytics_report: boolean;
	status: 'Active' | 'Blocklisted' | 'Trashed';
	tag_names: string[];
}

/** An event with believable values for all that is not given. */
export const makeEvent = (name: string, part: Partial<CustomEvent> = {}): CustomEvent => ({
	name,
	description: '',
	included_in_analytics_report: true,
	status: 'Active',
	tag_names: [],
	...part,
});

/** The custom events of the workspace, in alphabetical order. */
export const seedEvents = (): CustomEvent[] => [
	makeEvent('abandoned_cart', { description: 'A cart was left with something in it', tag_names: ['Shop'] }),
	makeEvent('booked_demo', { tag_names: ['CRM', 'Sales'] }),
	makeEvent('completed_checkout', { description: 'An order was placed', tag_names: ['Shop'] }),
	makeEvent('completed_onboarding'),
	makeEvent('invited_teammate'),
	makeEvent('old_app_opened', { status: 'Blocklisted', included_in_analytics_report: false }),
	makeEvent('payment_failed', { tag_names: ['Billing'] }),
	makeEvent('trial_started', { tag_names: ['CRM'] }),
];

/** The products that were ever bought, by their IDs. */
export const seedProducts = (): string[] => [
	'addon-reports',
	'plan-basic',
	'plan-pro',
	'seats-10',
	'Training Day',
];
