// @ts-check
import {
	brazeNode,
	nineInTheMorning,
	ONBOARDING,
	startWithPostedRows,
	workflow,
} from '../../e2e/support/workflows.mjs';
import { REFUSED } from './faults.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {{ key: string, [name: string]: unknown }} InputRow `key` is the row's own; the rest is what the workflow reads */

/**
 * A workflow of the mix. A webhook starts it in production with rows, and the node Braze gets an item for each row.
 * @typedef {object} Kind
 * @property {string} name of the workflow, and path of its webhook
 * @property {(credential: { id: string, name: string }) => any} braze the node under test
 * @property {import('./accounting.mjs').Effect} effect
 * @property {[number, number]} rows the fewest and the most in a call
 * @property {(id: string, key: string) => object} row
 * @property {(json: any) => boolean} succeeded whether an output item says that Braze did it
 * @property {number} [share] how often it is called, compared with the others; not at all by itself if missing
 * @property {boolean} [counted] whether it matters how many items come out; lookups return as many as there are
 */

const SHORT = { requestTimeout: 2, maximumWait: 5 };
const CONTINUE = { onError: 'continueRegularOutput' };
const ERROR_OUTPUT = { onError: 'continueErrorOutput' };
const RETRYING = { retryOnFail: true, maxTries: 3, waitBetweenTries: 500 };

const canvasId = { __rl: true, mode: 'id', value: ONBOARDING };
const toRows = {
	resource: 'canvas',
	canvasId,
	sendTo: 'recipients',
	specifyRecipients: 'autoMap',
	identifyBy: 'externalId',
};
const person = (/** @type {string} */ id) => ({ external_user_id: id });
const hasText = (/** @type {string} */ key) => (/** @type {any} */ json) => typeof json[key] === 'string';
const isWritten = (/** @type {any} */ { message }) => message === 'success';

/** @type {Kind[]} */
export const KINDS = [
	{
		name: 'schedule',
		braze: (credential) =>
			brazeNode(
				credential,
				{
					...toRows,
					operation: 'schedule',
					sendTime: nineInTheMorning(3),
					delivery: 'localTime',
					options: { ...SHORT, combineItems: true },
				},
				CONTINUE,
			),
		effect: 'once',
		rows: [20, 200],
		row: person,
		succeeded: hasText('schedule_id'),
		share: 4,
	},
	{
		name: 'send',
		braze: (credential) =>
			brazeNode(
				credential,
				{ ...toRows, operation: 'sendNow', options: { ...SHORT, combineItems: true } },
				ERROR_OUTPUT,
			),
		effect: 'once',
		rows: [5, 120],
		row: person,
		succeeded: hasText('dispatch_id'),
		share: 4,
	},
	{
		name: 'send-or-stop',
		braze: (credential) =>
			brazeNode(
				credential,
				{ ...toRows, operation: 'sendNow', options: { ...SHORT, parallelRequests: 2 } },
				RETRYING,
			),
		effect: 'once',
		rows: [1, 8],
		row: person,
		succeeded: hasText('dispatch_id'),
		share: 3,
	},
	{
		name: 'send-deduplicated',
		braze: (credential) =>
			brazeNode(
				credential,
				{
					...toRows,
					operation: 'sendNow',
					options: { ...SHORT, combineItems: true, deduplicateBy: '={{ $json.external_user_id }}' },
				},
				CONTINUE,
			),
		effect: 'once',
		rows: [5, 60],
		row: person,
		succeeded: hasText('dispatch_id'),
		share: 2,
	},
	{
		name: 'upsert',
		braze: (credential) =>
			brazeNode(
				credential,
				{
					resource: 'user',
					operation: 'upsert',
					identifyBy: 'externalId',
					specifyAttributes: 'autoMap',
					options: SHORT,
				},
				CONTINUE,
			),
		effect: 'repeatable',
		rows: [500, 500],
		row: (id, key) => ({
			external_id: id,
			soak_key: key,
			first_name: 'Ada',
			visits: id.length,
			address: { city: 'London' },
		}),
		succeeded: isWritten,
		share: 1,
	},
	{
		name: 'track',
		braze: (credential) =>
			brazeNode(
				credential,
				{
					resource: 'user',
					operation: 'trackEvent',
					identifyBy: 'externalId',
					externalUserId: '={{ $json.external_id }}',
					eventName: { __rl: true, mode: 'name', value: 'soaked' },
					options: SHORT,
				},
				ERROR_OUTPUT,
			),
		effect: 'once',
		rows: [10, 150],
		row: (id) => ({ external_id: id }),
		succeeded: isWritten,
		share: 3,
	},
	{
		name: 'canvases',
		braze: (credential) =>
			brazeNode(
				credential,
				{ resource: 'canvas', operation: 'getMany', returnAll: true, options: SHORT },
				CONTINUE,
			),
		effect: 'none',
		rows: [1, 1],
		row: () => ({}),
		succeeded: hasText('id'),
		share: 3,
		counted: false,
	},
	{
		name: 'claim',
		braze: (credential) =>
			brazeNode(
				credential,
				{
					...toRows,
					operation: 'schedule',
					sendTime: `${nineInTheMorning(3)}Z`,
					delivery: 'oneMoment',
					options: { ...SHORT, scheduleKey: '={{ $json.booking }}' },
				},
				CONTINUE,
			),
		effect: 'once',
		rows: [1, 4],
		row: (id) => ({ external_user_id: id, booking: id }),
		succeeded: hasText('schedule_id'),
	},
	{
		name: 'cancel',
		braze: (credential) =>
			brazeNode(
				credential,
				{
					resource: 'canvas',
					operation: 'cancelSchedule',
					findScheduleBy: 'scheduleKey',
					scheduleKey: '={{ $json.booking }}',
					options: SHORT,
				},
				CONTINUE,
			),
		effect: 'once',
		rows: [1, 4],
		row: (id) => ({ booking: id }),
		succeeded: ({ changed }) => changed === true,
	},
];

/** @param {string} name @returns {Kind} */
export function kindNamed(name) {
	const kind = KINDS.find((one) => one.name === name);
	if (!kind) throw new Error(`No workflow is called ${name}`);
	return kind;
}

/** @param {Kind} kind @param {{ id: string, name: string }} credential */
export function workflowOf({ name, braze }, credential) {
	return workflow(name, [
		...startWithPostedRows(name, { responseMode: 'lastNode', responseData: 'noData' }),
		braze(credential),
	]);
}

/**
 * New rows for a call. One in a hundred names nobody, and one in two hundred a person that Braze refuses.
 * @param {Kind} kind
 * @param {string} prefix of their keys
 * @param {Random} random
 * @returns {InputRow[]}
 */
export function rowsFor({ name, row, rows: [fewest, most] }, prefix, random) {
	const spoils = name !== 'claim' && name !== 'canvases';
	return Array.from({ length: random.between(fewest, most) }, (_, index) => {
		const key = `${prefix}-${index}`;
		if (spoils && random.chance(0.01)) return { ...row('', key), key };
		const id = spoils && random.chance(0.005) ? `${key}-${REFUSED}` : key;
		return { ...row(id, key), key: id };
	});
}
