import type { User } from '../types/people';

type Row = [
	name: string,
	zone: string | undefined,
	plan: string,
	seats: number,
	bestHour: number | undefined,
];

const ROWS: Row[] = [
	['Ada', 'Europe/London', 'team', 12, 8],
	['Bruno', 'America/Sao_Paulo', 'free', 1, 19],
	['Chiara', 'Europe/Rome', 'pro', 3, 9],
	['Dev', 'Asia/Kolkata', 'team', 40, 20],
	['Elif', 'Europe/Istanbul', 'free', 1, undefined],
	['Farah', 'Africa/Cairo', 'pro', 2, 18],
	['Grace', 'America/New_York', 'team', 25, 7],
	['Haruto', 'Asia/Tokyo', 'pro', 5, 21],
	['Ines', 'Europe/Lisbon', 'free', 1, 10],
	['Jack', 'America/Los_Angeles', 'team', 60, 8],
	['Kaia', 'Pacific/Auckland', 'pro', 4, 17],
	['Liam', 'Europe/Dublin', 'free', 1, undefined],
	['Mei', 'Asia/Shanghai', 'team', 18, 12],
	['Noah', 'America/Chicago', 'pro', 6, 6],
	['Olga', 'Europe/Warsaw', 'free', 1, 15],
	['Pedro', 'America/Mexico_City', 'pro', 2, 13],
	['Quinn', 'Australia/Sydney', 'team', 33, 9],
	['Rosa', 'Europe/Madrid', 'free', 1, 22],
	['Sven', 'Europe/Stockholm', 'pro', 7, 8],
	['Tala', 'Pacific/Pago_Pago', 'free', 1, 16],
	['Uma', 'Asia/Kathmandu', 'pro', 2, 11],
	['Viktor', 'Europe/Berlin', 'team', 22, 9],
	['Wanjiru', 'Africa/Nairobi', 'free', 1, 14],
	['Ximena', 'America/Bogota', 'pro', 3, 18],
	['Yara', 'Asia/Dubai', 'team', 15, 10],
	['Zoe', 'Pacific/Kiritimati', 'free', 1, 12],
	['Amir', undefined, 'pro', 2, undefined],
	['Bella', 'America/Toronto', 'free', 1, 9],
	['Carl', 'Europe/Vienna', 'team', 11, 8],
	['Dina', 'Asia/Singapore', 'pro', 4, 19],
];

const SUBSCRIPTIONS = ['opted_in', 'subscribed', 'subscribed', 'unsubscribed'] as const;

/**
 * Thirty people `user-001` … `user-030` (email `ada@example.com`, alias `crm-001` with label `crm`), one that only
 * an alias finds (`lead-1`, label `crm`), and one unidentified profile that shares `ada@example.com`.
 */
export function seedUsers(): User[] {
	const people = ROWS.map(([name, zone, plan, seats, bestHour], index): User => {
		const number = String(index + 1).padStart(3, '0');
		return {
			braze_id: `64d1f0a0c0ffee000000${String(index + 1).padStart(4, '0')}`,
			external_id: `user-${number}`,
			user_aliases: [{ alias_name: `crm-${number}`, alias_label: 'crm' }],
			email: `${name.toLowerCase()}@example.com`,
			first_name: name,
			...(zone ? { time_zone: zone } : {}),
			email_subscribe: SUBSCRIPTIONS[index % 4],
			push_subscribe: SUBSCRIPTIONS[(index + 1) % 4],
			last_used_app: `2026-08-${String((index % 28) + 1).padStart(2, '0')}T10:00:00.000Z`,
			updated_at: `2026-08-${String((index % 28) + 1).padStart(2, '0')}T11:00:00.000Z`,
			...(bestHour === undefined ? {} : { best_hour: bestHour }),
			custom_attributes: {
				plan,
				seats,
				favorite_foods: index % 2 ? ['pizza'] : ['sushi', 'pizza'],
				vip: seats > 20,
			},
		};
	});
	return [...people, lead(), anonymousAda()];
}

function lead(): User {
	return {
		braze_id: '64d1f0a0c0ffee0000000901',
		user_aliases: [{ alias_name: 'lead-1', alias_label: 'crm' }],
		email: 'lead-1@example.com',
		email_subscribe: 'subscribed',
		push_subscribe: 'unsubscribed',
		time_zone: 'Europe/Paris',
		updated_at: '2026-08-30T08:00:00.000Z',
		custom_attributes: { plan: 'none' },
	};
}

function anonymousAda(): User {
	return {
		braze_id: '64d1f0a0c0ffee0000000902',
		user_aliases: [],
		email: 'ada@example.com',
		email_subscribe: 'subscribed',
		push_subscribe: 'unsubscribed',
		updated_at: '2026-08-31T08:00:00.000Z',
		custom_attributes: {},
	};
}
