import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import { denialIn, problemsIn } from './changeReport';
import { messageOf, type Verdict } from './classify';
import { type Endpoint, verbOf, type Verb } from './endpoint';
import { errorsIn, isBlank } from './responseErrors';

type Accepted = Extract<Verdict, { kind: 'accepted' }>;

/** What Braze confirms with one of {@link RECEIPTS}: messages, schedules, Live Activities and syncs. */
const CONFIRMED_BY_RECEIPT: ReadonlySet<Verb> = new Set<Verb>(['sent', 'scheduled', 'started']);

/** Members of Braze's responses to requests that send, schedule or start something. */
const RECEIPTS = ['message', 'dispatch_id', 'schedule_id', 'send_id'];

/**
 * Judges the accepted response to a change by what it says. One that denies the change is unclear, and so is one
 * without a receipt if the request sends, schedules or starts something: a proxy may have sent it, so nobody knows what
 * happened to the request. Any other gets all of its problems into `errors`, and a mark if it doesn't confirm the
 * change.
 */
export function judgeChange(verdict: Accepted, endpoint: Endpoint, status: number): Verdict {
	const { body } = verdict;
	const denial = denialIn(body);
	if (denial !== undefined) return { kind: 'unclear', status, detail: denial };
	if (CONFIRMED_BY_RECEIPT.has(verbOf(endpoint)) && !hasReceipt(body))
		return { kind: 'unclear', status, detail: messageOf(body) };
	return { ...verdict, body: markUnconfirmed(withProblems(withErrors(body, endpoint), endpoint), endpoint) };
}

const hasReceipt = (body: IDataObject): boolean =>
	RECEIPTS.some((name) => typeof body[name] === 'string' && !isBlank(body[name]));

/**
 * Adds `errors` in the usual form, `{ index, message }`, if the endpoint lists refused members under another key.
 * Braze's docs describe these as arrays that contain the position in the request.
 */
export function withErrors(answer: IDataObject, { namedErrors }: Endpoint): IDataObject {
	const listed = namedErrors === undefined ? undefined : answer[namedErrors];
	if (namedErrors === undefined || !Array.isArray(listed)) return answer;
	return withMore(omit(answer, namedErrors), (listed as unknown[]).map(errorIn));
}

/** Adds the problems that a response reports elsewhere to its `errors`. */
const withProblems = (answer: IDataObject, endpoint: Endpoint): IDataObject =>
	withMore(answer, problemsIn(answer, endpoint) as IDataObject[]);

const withMore = (answer: IDataObject, errors: IDataObject[]): IDataObject =>
	errors.length === 0
		? answer
		: { ...omit(answer, 'error'), errors: [...errors, ...(errorsIn(answer) as IDataObject[])] };

/**
 * Converts such an array. The first whole number in it is the position; without one, the error is about the whole
 * request.
 */
function errorIn(listed: unknown): IDataObject {
	if (isObject(listed)) return listed as IDataObject;
	if (!Array.isArray(listed)) return { message: messageIn([listed]) };
	const index = (listed as unknown[]).find((one) => Number.isInteger(one)) as number | undefined;
	return { ...(index !== undefined && { index }), message: messageIn(listed.filter((one) => one !== index)) };
}

const messageIn = (parts: readonly unknown[]): string =>
	parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');

/** Sentences without their period. */
const EMPTY = 'Braze did not confirm this: its response is empty. Check in Braze whether it was carried out';
const SILENT =
	'Braze did not confirm this: its response has no message. Check in Braze whether it was carried out';

/** The keys of counts in responses, such as `aliases_processed` and `events_processed`. */
export const COUNT = /^(?:(\w+)_)?processed$/;

/**
 * Marks the response to a change as unconfirmed if it is empty, or has nothing of what Braze's responses have. That is
 * not a failure, because Braze doesn't document what some endpoints return, such as those that change and cancel
 * schedules.
 */
function markUnconfirmed(answer: IDataObject, endpoint: Endpoint): IDataObject {
	if (confirms(answer, endpoint)) return answer;
	return { ...answer, confirmed: false, warning: Object.keys(answer).length === 0 ? EMPTY : SILENT };
}

function confirms(answer: IDataObject, { returns, receipts = [], doneMember = '' }: Endpoint): boolean {
	const own = [...receipts, doneMember, returns?.member ?? ''];
	return (
		hasReceipt(answer) ||
		answer.success === true ||
		own.some((name) => !isBlank(answer[name])) ||
		Object.keys(answer).some((name) => COUNT.test(name))
	);
}

/**
 * The flag with which an output confirms a change, such as `{ changed: true }`. Empty if the response doesn't confirm
 * the change, or has errors about the whole request.
 */
export const doneFlag = (name: string, answer: IDataObject): IDataObject =>
	answer.confirmed === false || errorsIn(answer).length > 0 ? {} : { [name]: true };
