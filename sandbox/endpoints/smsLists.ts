import { checkContacts, checkCount, exactly, upTo50 } from '../people/personSchemas';
import { checker } from '../rules/jsonSchema';
import { Refusal } from '../types/refusal';
import type { Endpoint } from './endpoint';
import { between, listedTime, slice } from './emailLists';
import { listIn, single } from './query';

const REASONS = ['provider_error', 'deactivated'];

/** `GET /sms/invalid_phone_numbers` (get_query_invalid_numbers.md). Phone numbers win over the dates. */
const invalid: Endpoint = {
	method: 'GET',
	path: '/sms/invalid_phone_numbers',
	permission: 'sms.invalid_phone_numbers',
	handle: (call) => {
		const reason = single(call, 'reason');
		if (reason !== undefined && !REASONS.includes(reason))
			throw new Refusal(400, `reason must be one of: ${REASONS.join(', ')}`);
		const phones = listIn(call, 'phone_numbers');
		const all = [...call.state.invalidPhones].sort((a, b) => b.at.localeCompare(a.at));
		const fitting = all.filter((one) => reason === undefined || one.reason === reason);
		const found =
			phones.length > 0 ? fitting.filter(({ phone }) => phones.includes(phone)) : between(call, fitting);
		const sms = slice(call, found).map(({ phone, at, reason: why }) => ({
			phone,
			invalid_detected_at: listedTime(at),
			reason: why,
		}));
		return { status: 200, body: { sms, message: 'success' } };
	},
};

const check = checker(exactly({ phone_numbers: upTo50({ type: 'string', format: 'notBlank' }) }));

/** `POST /sms/invalid_phone_numbers/remove` (post_remove_invalid_numbers.md). */
const remove: Endpoint = {
	method: 'POST',
	path: '/sms/invalid_phone_numbers/remove',
	permission: 'sms.invalid_phone_numbers.remove',
	handle: (call) => {
		const phones = call.body.phone_numbers;
		checkCount([phones]);
		check(call.body);
		checkContacts(undefined, phones);
		call.state.invalidPhones = call.state.invalidPhones.filter(
			({ phone }) => !(phones as string[]).includes(phone),
		);
		return { status: 201, body: { message: 'success' } };
	},
};

export const smsLists: Endpoint[] = [invalid, remove];
