import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import { SUCCESS, tellsOfFailure, wordsIn } from './classify';
import type { Endpoint } from './endpoint';
import { errorsIn, isBlank } from './responseErrors';

/**
 * What the response to a change says about the change, apart from its `errors`. Braze documents little more than
 * `message: success`, so whatever else says that something went wrong is believed.
 */

/** Members that say whether the request succeeded: `{ "ok": false }`. */
const FLAGS = ['success', 'ok', 'accepted'];

const REFUSING: ReadonlySet<unknown> = new Set([false, 0, 'false', '0']);

/** Members that say it in a word. */
const STATES = ['status', 'result', 'state', 'outcome'];

const FAILED_STATE = /^\s*(fail(ed|ure)?|error|rejected|refused|denied|aborted|unsuccessful)\s*$/i;

/** Members with an HTTP status, which differs from that of the response. */
const STATUSES = ['status', 'code', 'statusCode', 'status_code'];

/** Words by which a message denies that a change was made: `Nothing was updated`. */
const NOT_DONE =
	/\b(unsuccessful(ly)?|not (been |yet )?(\w+ed|done|sent|success\w*)|(did|was|were|has|have|is|are|could|can|will)(n['’]t| not)|nothing (was|were|has|to))\b/i;

/** What a response with a success status says instead of that the change was made; `undefined` if nothing. */
export function denialIn(body: IDataObject): string | undefined {
	const denies = (names: readonly string[], means: (value: unknown) => boolean) =>
		names.filter((name) => means(body[name])).map((name) => `${name}: ${wordsIn(body[name])}`);
	const [first] = [
		...denies(FLAGS, (value) => REFUSING.has(value)),
		...denies(STATES, (value) => value === false || FAILED_STATE.test(wordsIn(value))),
		...denies(STATUSES, (value) => (countIn(value) ?? 0) >= 400),
	];
	if (SUCCESS.test(wordsIn(body.message))) return first;
	return reportsProblem(body.message) ? wordsIn(body.message) : first;
}

const reportsProblem = (message: unknown): boolean => {
	const words = wordsIn(message);
	return tellsOfFailure(words) || NOT_DONE.test(words);
};

/** Names of counts, lists and texts about what was not done. */
const NOT_DONE_MEMBER =
	/^(\w+_)?(failed|failures?|rejected|refused|skipped|ignored|errors?)(_(count|ids|items|users))?$/i;

/** Texts in the place of a problem that say that there is none. */
const NONE = /^\s*(none|no|nil|ok)\s*$/i;

/** Names of counts of what was done, where 0 says that nothing was. */
const DONE_COUNT =
	/^(\w+_)?(updated|created|deleted|removed|saved|changed|added|queued|succeeded)(_count)?$/i;

/**
 * Problems that a response reports elsewhere than in `errors`: in an error code, in a message such as `success with
 * errors`, in counts, or in `errors` within another member.
 */
export function problemsIn(body: IDataObject, { doneMember }: Pick<Endpoint, 'doneMember'>): unknown[] {
	const { message } = body;
	const reported = Object.entries(omit(body, 'message', 'errors', 'error')).flatMap(([name, value]) => {
		const isProblem =
			NOT_DONE_MEMBER.test(name) || name === 'error_code'
				? !isBlank(value) && countIn(value) !== 0 && !NONE.test(wordsIn(value))
				: DONE_COUNT.test(name) && name !== doneMember && countIn(value) === 0;
		return isProblem ? [`${name}: ${wordsIn(value)}`] : errorsIn(isObject(value) ? value : undefined);
	});
	return reportsProblem(message) ? [wordsIn(message), ...reported] : reported;
}

/** A whole number that is not negative, as a number or as text. */
export function countIn(value: unknown): number | undefined {
	if (typeof value === 'string' && /^\s*\d+\s*$/.test(value)) return Number(value);
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
