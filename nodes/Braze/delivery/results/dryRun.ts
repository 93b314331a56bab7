import type { IDataObject } from 'n8n-workflow';
import { uniq } from 'lodash';
import { DateTime } from 'luxon';

import { holdsLongInteger, stringifyExactly } from '../../input/exactJson';
import { infinitiveOf, type Verb } from '../../transport/endpoint';
import type { Combine } from '../entry';
import { placeOf } from '../itemName';
import type { Mode } from '../runRecord';
import type { RequestOutcome } from '../outcome';
import {
	type ItemEntry,
	membersIn,
	type PlannedRequest,
	type RequestShape,
	toBrazeRequest,
} from '../plan/requests';
import { isObject } from '../../input/object';
import { dayText, momentText } from '../../input/givenTime';
import { audienceText } from './audienceText';

interface DryRunTarget extends RequestShape {
	/** The address that requests would go to. */
	readonly host: string;
	/** What the requests would do, as a sentence. */
	readonly summary: string;
}

/**
 * The summary of all other items. Without one, the editor's table would show the missing field as `undefined`, in red.
 */
const SEE_FIRST = 'See the first item';

/**
 * Returns outcomes that show the requests instead of sending them. The first output item begins with the summary. If
 * items share a request, the first of them shows it and the others point to that item, so that a request for fifty
 * people is not repeated fifty times.
 */
export function dryRunOutcomes(requests: readonly PlannedRequest[], target: DryRunTarget): RequestOutcome[] {
	return requests.flatMap((request, index) => {
		const [first] = request.parts;
		const others = request.parts.filter(({ item }) => item !== first.item);
		const own = request.parts.filter(({ item }) => item === first.item);
		const shown: RequestOutcome = {
			parts: own,
			outcome: {
				kind: 'sent',
				answer: { summary: index === 0 ? target.summary : SEE_FIRST, ...shownRequest(request, target) },
			},
		};
		const pointing: RequestOutcome = {
			parts: others,
			outcome: {
				kind: 'sent',
				answer: { summary: SEE_FIRST, dry_run: true, shares_request_of_item: placeOf(first.item) },
			},
		};
		return others.length > 0 ? [shown, pointing] : [shown];
	});
}

function shownRequest(request: PlannedRequest, { host, endpoint, combine }: DryRunTarget): IDataObject {
	const { method, path, query, body } = toBrazeRequest(request, { endpoint, combine });
	const url = `${host}${path}`;
	return {
		dry_run: true,
		request: { method, url, ...(query && { query }), ...(body && { body: shownBody(body) }) },
		curl: curlLine(method, url, body),
	};
}

/**
 * n8n's items cannot hold integers beyond JavaScript's safe range, so they show them as text. The curl line has them as
 * sent.
 */
const shownBody = (body: IDataObject): IDataObject =>
	holdsLongInteger(body) ? (JSON.parse(JSON.stringify(body)) as IDataObject) : body;

/** The request as a shell command. The key is never shown; `$BRAZE_API_KEY` takes its place. */
function curlLine(method: string, url: string, body: IDataObject | undefined): string {
	const quoted = (text: string) => `'${text.replace(/'/g, "'\\''")}'`;
	const data = body
		? ` -H 'Content-Type: application/json' --data-raw ${quoted(stringifyExactly(body))}`
		: '';
	return `curl -X ${method} ${quoted(url)} -H "Authorization: Bearer $BRAZE_API_KEY"${data}`;
}

/** Audience descriptions longer than this are unreadable within a sentence. */
const MAX_AUDIENCE = 300;

/** What the summary of a dry run depends on. */
export interface DryRun {
	/** The operation's name. Used for operations that send no messages. */
	readonly operation: string;
	readonly verb: Verb;
	readonly combine?: Combine;
	/** The workflow's IANA time zone. */
	readonly zone: string;
	/** Whether test recipients replace everyone else. */
	readonly toTestRecipients: boolean;
}

/** Says in one sentence what the requests of a dry run would do: who gets what, when, and in how many requests. */
export function dryRunSummary(
	run: DryRun,
	entries: readonly ItemEntry[],
	requests: readonly PlannedRequest[],
): string {
	if (requests.length === 0) return 'No request would be sent.';
	const size = `in ${count(requests.length, 'request')}`;
	const affected = new Set(requests.flatMap(({ parts }) => parts.map(({ item }) => item)));
	const messages = uniq(
		entries.flatMap(({ item, entry }) =>
			affected.has(item) && entry.message !== undefined ? [entry.message] : [],
		),
	);
	if (messages.length === 0)
		return `Would run “${run.operation}” for ${count(affected.size, 'item')} ${size}.`;
	const [first, ...others] = messages;
	const message = others.length === 0 ? first : `${first} and ${others.length} more`;
	const joint = run.verb === 'sent' ? 'to' : 'for';
	const { people, messages: sent } = countsOf(run, requests);
	const several = sent > people ? ` in ${count(sent, 'message')}` : '';
	return `Would ${infinitiveOf(run.verb)} ${message}${several} ${joint} ${peopleIn(run, requests, people)} ${timesOf(requests, run.zone)} ${size}.`;
}

/** How many people are named, and how many messages they get: one person may get several. */
function countsOf({ combine }: DryRun, requests: readonly PlannedRequest[]) {
	const members = requests.flatMap(({ parts }) => membersIn(parts));
	return { people: new Set(members.map((member) => combine?.key(member))).size, messages: members.length };
}

function peopleIn({ toTestRecipients }: DryRun, requests: readonly PlannedRequest[], people: number): string {
	const noun = toTestRecipients ? ['test person', 'test people'] : ['person', 'people'];
	const filtered = requests.some(
		({ envelope: { body = {}, audienceSend } }) =>
			!audienceSend && ('audience' in body || 'segment_id' in body),
	);
	const filters = audienceOf(requests);
	const named = `${filtered ? 'up to ' : ''}${people} ${people === 1 ? noun[0] : noun[1]}${filtered ? filters : ''}`;
	if (requests.every(({ envelope }) => envelope.audienceSend === undefined)) return named;
	const everyone = `everyone${filters || ' in the audience'} (number unknown)`;
	return people === 0 ? everyone : `${named} and ${everyone}`;
}

/** The audience of the requests in words; empty if they differ in it, or if it is a segment. */
function audienceOf(requests: readonly PlannedRequest[]): string {
	const texts = uniq(
		requests.flatMap(({ envelope: { body = {} } }) => {
			const { audience, custom_audience: custom, segment_id: segment } = body;
			return [segment === undefined ? audienceText(audience ?? custom) : ''];
		}),
	);
	return texts.length === 1 && texts[0] !== '' && texts[0].length <= MAX_AUDIENCE
		? ` in the audience “${texts[0]}”`
		: '';
}

/** When the messages go out: the first and last time for each kind of delivery. */
function timesOf(requests: readonly PlannedRequest[], zone: string): string {
	const schedules = requests.flatMap(({ envelope: { timing } }) =>
		isObject(timing?.schedule) ? [timing.schedule] : [],
	);
	if (schedules.length === 0) return 'now';
	const local = schedules.filter((schedule) => schedule.in_local_time === true);
	const optimal = schedules.filter((schedule) => schedule.at_optimal_time === true);
	const moments = schedules.filter((schedule) => !local.includes(schedule) && !optimal.includes(schedule));
	const clock = ({ time }: Record<string, unknown>) => DateTime.fromISO(String(time), { zone: 'utc' });
	const phrases = [
		span(
			moments.map((schedule) => clock(schedule).setZone(zone)),
			momentText,
			` (${zone})`,
		),
		span(local.map(clock), momentText, " in each person's local time"),
		span(optimal.map(clock), dayText, " at each person's optimal time"),
	];
	return phrases.filter((text) => text !== '').join(' and ');
}

function span(times: readonly DateTime[], text: (time: DateTime) => string, clock: string): string {
	if (times.length === 0) return '';
	const [first, last] = [DateTime.min(...times), DateTime.max(...times)].map((time) =>
		text(time as DateTime),
	);
	return (first === last ? `on ${first}` : `between ${first} and ${last}`) + clock;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** The hint of a dry run: its summary, and how to send. */
export function dryRunAdvice(summary: string, mode: Mode | undefined): string {
	const advice =
		mode === 'dryRun' ? "To send, set 'Mode' to 'Send'." : "Turn off 'Dry Run' in the options to send.";
	return `Dry run: nothing was sent. ${summary} ${advice}`;
}
