import type { SubscriptionGroup } from '../types/lists';

export const NEWSLETTER_ID = 'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b71';
export const PRODUCT_UPDATES_ID = 'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b72';
export const SMS_ALERTS_ID = 'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b73';

/** Two groups for email, one for SMS and one for WhatsApp. */
export function seedSubscriptionGroups(): SubscriptionGroup[] {
	return [
		{ id: NEWSLETTER_ID, name: 'Newsletter', channel: 'email' },
		{ id: PRODUCT_UPDATES_ID, name: 'Product Updates', channel: 'email' },
		{ id: SMS_ALERTS_ID, name: 'SMS Alerts', channel: 'sms' },
		{ id: 'a7f2c1d4-3b58-4e90-9c26-5d8e1f0a4b74', name: 'WhatsApp Service', channel: 'whats_app' },
	];
}
