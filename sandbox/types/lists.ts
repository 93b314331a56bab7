/** Addresses that get no messages, and subscription groups. */

/** An address that messages no longer go to, and since when (ISO 8601 in UTC). */
export interface ListedEmail {
	email: string;
	at: string;
}

export interface InvalidPhone {
	phone: string;
	at: string;
	reason: 'provider_error' | 'deactivated';
}

/** A subscription group of the workspace. */
export interface SubscriptionGroup {
	id: string;
	name: string;
	channel: 'email' | 'sms' | 'whats_app';
}
