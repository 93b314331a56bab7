import type { InvalidPhone, ListedEmail } from '../types/lists';

const day = (number: number) => `2026-08-${String(number).padStart(2, '0')}T09:00:00.000Z`;

/** Addresses that no mailbox answers to, newest last. */
export function seedHardBounces(): ListedEmail[] {
	return [
		{ email: 'gone@example.com', at: day(3) },
		{ email: 'closed@example.com', at: day(20) },
	];
}

/** Addresses whose owners marked an email as spam. */
export function seedSpamReports(): ListedEmail[] {
	return [{ email: 'annoyed@example.com', at: day(11) }];
}

export function seedInvalidPhones(): InvalidPhone[] {
	return [
		{ phone: '+14155550190', at: day(5), reason: 'provider_error' },
		{ phone: '+14155550191', at: day(21), reason: 'deactivated' },
	];
}
