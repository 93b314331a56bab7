import type { FastifyInstance } from 'fastify';
import type { Clock } from '../state/clock';
import type { Faults } from '../state/faults';
import { endpoints } from '../endpoints';
import { type RateLimits, SHARED } from '../state/rateLimits';
import type { LoggedRequest } from '../state/requestLog';
import { makeCampaign, manyCampaigns } from '../seeds/campaigns';
import { makeCanvas, manyCanvases } from '../seeds/canvases';
import { makeSegment, manySegments } from '../seeds/segments';
import type { SandboxState } from '../state';
import type { ScheduleRecord } from '../types/deliveries';
import type { JsonObject } from '../types/json';
import { Refusal } from '../types/refusal';
import { noticeFor } from '../rules/triggerKinds';
import type { Outbox } from '../outgoing/outbox';
import { isObject } from '../people/values';
import { bodyOf } from './body';
import { clockOrder } from './clock';
import { faultSpecOf } from './faultSpec';

/** The part of the sandbox that its own routes use. */
interface Controlled {
	readonly n8n?: string;
	readonly state: SandboxState;
	readonly requests: LoggedRequest[];
	readonly outbox: Outbox;
	readonly faults: Faults;
	readonly clock: Clock;
	readonly limits: RateLimits;
	reset: () => void;
}

/**
 * Adds the routes under `/_sandbox/`, which inspect and control the sandbox. They need no key and have no counterpart
 * in Braze.
 */
export function addControlRoutes(app: FastifyInstance, sandbox: Controlled): void {
	app.get<{ Querystring: { limit?: string } }>('/_sandbox/state', ({ query }) => {
		const { schedules, sends, deliveries, users, ...rest } = sandbox.state;
		const newest = <T>(list: T[]) => (query.limit ? list.slice(-Number(query.limit)) : list);
		const totals = {
			schedules: schedules.length,
			sends: sends.length,
			deliveries: deliveries.length,
			users: users.length,
			requests: sandbox.requests.length,
			calls: sandbox.outbox.calls.length,
		};
		return {
			clock: sandbox.clock.now().toISOString(),
			n8n: sandbox.n8n,
			companyTimeZone: rest.companyTimeZone,
			canvases: rest.canvases,
			campaigns: rest.campaigns,
			segments: rest.segments,
			sendIds: rest.sendIds,
			subscriptionGroups: rest.subscriptionGroups,
			schedules: newest(schedules).map((one) => withWhatStopsIt(sandbox.state, one)),
			sends: newest(sends),
			deliveries: newest(deliveries),
			users: newest(users),
			totals,
			faults: sandbox.faults.active(),
		};
	});
	app.get<{ Querystring: RequestQuery }>('/_sandbox/requests', ({ query }) => {
		const limit = Number(query.limit ?? 100);
		const found = sandbox.requests.filter((request) => isWanted(request, query));
		return { total: found.length, requests: found.slice(Math.max(0, found.length - limit)) };
	});
	app.get<{ Params: { id: string } }>('/_sandbox/requests/:id', async ({ params }, reply) => {
		const request = sandbox.requests.find(({ id }) => id === Number(params.id));
		return await (request ? reply.send(request) : reply.code(404).send({ message: 'No such request' }));
	});
	app.post('/_sandbox/faults', ({ body }) => sandbox.faults.add(faultSpecOf(bodyOf(body))));
	app.delete('/_sandbox/faults', () => {
		sandbox.faults.clear();
		return { message: 'success' };
	});
	app.post('/_sandbox/limits', ({ body }) => {
		const { name, limit, windowSeconds } = bodyOf(body);
		if (typeof name !== 'string' || !isAmount(limit) || !isAmount(windowSeconds) || windowSeconds === 0) {
			throw new Refusal(
				400,
				'Give name (of a pool, such as shared), limit and windowSeconds (whole numbers, windowSeconds above 0)',
			);
		}
		if (!isPool(name)) throw new Refusal(400, `Set name to one of: ${[...POOLS].join(', ')}`);
		sandbox.limits.change({ name, limit, windowSeconds });
		return { message: 'success' };
	});
	app.post('/_sandbox/processing', ({ body }) => {
		const { seconds } = bodyOf(body);
		if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= MAX_SECONDS))
			throw new Refusal(
				400,
				'Set seconds (a number): how long profiles take until they show what was written',
			);
		sandbox.state.processingMs = seconds * 1000;
		return { message: 'success' };
	});
	app.post('/_sandbox/clock', ({ body }) => {
		const moment = clockOrder(bodyOf(body), sandbox.clock.now());
		if (moment === 'reset') sandbox.clock.reset();
		else sandbox.clock.set(moment);
		return { clock: sandbox.clock.now().toISOString() };
	});
	app.post('/_sandbox/canvases', ({ body }) => {
		const { state } = sandbox;
		state.canvases = changed(state.canvases, bodyOf(body), 'canvases', manyCanvases, makeCanvas);
		return { canvases: state.canvases.length };
	});
	app.post('/_sandbox/campaigns', ({ body }) => {
		const { state } = sandbox;
		state.campaigns = changed(state.campaigns, bodyOf(body), 'campaigns', manyCampaigns, makeCampaign);
		return { campaigns: state.campaigns.length };
	});
	app.post('/_sandbox/segments', ({ body }) => {
		const { state } = sandbox;
		state.segments = changed(state.segments, bodyOf(body), 'segments', manySegments, makeSegment);
		return { segments: state.segments.length };
	});
	app.post('/_sandbox/reset', () => {
		sandbox.reset();
		return { message: 'success' };
	});
}

/** The pools that endpoints draw from. The one of an audience has the audience in its name. */
const POOLS = new Set(
	endpoints.flatMap(({ pools }) => pools?.({}) ?? [SHARED]).map(({ name }) => name.split(':')[0]),
);

const isPool = (name: string) => POOLS.has(name.split(':')[0]);

/** A year, more than enough. */
const MAX_SECONDS = 366 * 24 * 3600;

/** The most entries that a request generates. */
const MAX_COUNT = 100_000;

const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

interface RequestQuery {
	limit?: string;
	/** Words that must all be in the method, path, status or body. */
	search?: string | string[];
	/** If set, only requests that were not successful. */
	failed?: string;
}

function isWanted({ method, path, status, rawBody }: LoggedRequest, { search = '', failed }: RequestQuery) {
	if (failed !== undefined && status !== null && status < 300) return false;
	const text = `${method} ${path} ${status ?? ''} ${rawBody}`.toLowerCase();
	return [search]
		.flat()
		.join(' ')
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

/** Adds `blocked` to a schedule: why nothing would go out if it were due now. */
function withWhatStopsIt(state: SandboxState, record: ScheduleRecord) {
	const isOpen = record.status === 'scheduled' || record.status === 'partly sent';
	const blocked = isOpen ? noticeFor(state, record) : undefined;
	return blocked === undefined ? record : { ...record, blocked };
}

/**
 * Adds entries to a list: `count` generated ones, or those given under `key` with defaults filled in. An entry with a
 * known ID replaces the existing one. With `replace`, the result contains only the new entries.
 */
function changed<T extends { id: string }>(
	list: T[],
	body: JsonObject,
	key: string,
	many: (count: number) => T[],
	make: (number: number, part: Partial<T> & { name: string; description: string }) => T,
): T[] {
	const { [key]: given, count, replace } = body;
	const isList = Array.isArray(given) && given.every(isObject);
	const isCount = isAmount(count) && count <= MAX_COUNT;
	if (count === undefined ? !isList : !isCount) {
		throw new Refusal(400, `Set ${key} (an array of objects) or count (a whole number up to ${MAX_COUNT})`);
	}
	const parts = (Array.isArray(given) ? given : []) as Array<Partial<T>>;
	const added =
		typeof count === 'number'
			? many(count)
			: parts.map((part, index) => make(100 + index, { name: 'Unnamed', description: '', ...part }));
	const kept = replace ? [] : list.filter(({ id }) => !added.some((one) => one.id === id));
	return [...kept, ...added];
}
