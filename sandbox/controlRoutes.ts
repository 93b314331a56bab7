import type { FastifyInstance } from 'fastify';
import type { FaultSpec } from './faults';
import { jsonOf } from './pipeline';
import type { Sandbox } from './server';
import { makeCanvas, manyCanvases } from './seeds/canvases';
import type { Canvas, JsonObject } from './types';

/** The part of the sandbox that its own routes use. */
type Controlled = Pick<Sandbox, 'state' | 'requests' | 'faults' | 'clock' | 'reset'>;

/** Adds `/_sandbox/…`: looking at, moving and breaking the sandbox. No key is needed, and Braze has none of it. */
export function addControlRoutes(app: FastifyInstance, sandbox: Controlled): void {
	app.get<{ Querystring: { limit?: string } }>('/_sandbox/state', ({ query }) => {
		const { schedules, sends, deliveries, users, canvases, companyTimeZone } = sandbox.state;
		const newest = <T>(list: T[]) => (query.limit ? list.slice(-Number(query.limit)) : list);
		const totals = {
			schedules: schedules.length,
			sends: sends.length,
			deliveries: deliveries.length,
			users: users.length,
		};
		return {
			clock: sandbox.clock.now().toISOString(),
			companyTimeZone,
			canvases,
			schedules: newest(schedules),
			sends: newest(sends),
			deliveries: newest(deliveries),
			users: newest(users),
			totals,
			faults: sandbox.faults.active(),
		};
	});
	app.get<{ Querystring: { limit?: string } }>('/_sandbox/requests', ({ query }) => {
		const limit = Number(query.limit ?? 100);
		const total = sandbox.requests.length;
		return { total, requests: sandbox.requests.slice(Math.max(0, total - limit)) };
	});
	app.post('/_sandbox/faults', ({ body }) => sandbox.faults.add(bodyOf(body) as unknown as FaultSpec));
	app.delete('/_sandbox/faults', () => {
		sandbox.faults.clear();
		return { message: 'success' };
	});
	app.post('/_sandbox/clock', ({ body }) => {
		const { now, advanceSeconds } = bodyOf(body);
		const moment = new Date(String(now));
		if (typeof advanceSeconds === 'number') sandbox.clock.advance(advanceSeconds);
		else if (!Number.isNaN(moment.getTime())) sandbox.clock.set(moment);
		else throw new TypeError('Give now (ISO 8601) or advanceSeconds (a number)');
		return { clock: sandbox.clock.now().toISOString() };
	});
	app.post('/_sandbox/canvases', ({ body }) => {
		const { canvases, count, replace } = bodyOf(body);
		const added = typeof count === 'number' ? manyCanvases(count) : given(canvases);
		sandbox.state.canvases = [...(replace ? [] : without(sandbox.state.canvases, added)), ...added];
		return { canvases: sandbox.state.canvases.length };
	});
	app.post('/_sandbox/reset', () => {
		sandbox.reset();
		return { message: 'success' };
	});
}

/** Canvases with what was left out filled in; one with a known id replaces the known one. */
function given(canvases: unknown): Canvas[] {
	if (!Array.isArray(canvases)) throw new TypeError('Give canvases (an array) or count (a number)');
	return canvases.map((part: Partial<Canvas>, index) => makeCanvas(100 + index, { name: 'Canvas', ...part }));
}

function without(canvases: Canvas[], replaced: Canvas[]): Canvas[] {
	return canvases.filter(({ id }) => !replaced.some((one) => one.id === id));
}

function bodyOf(body: unknown): JsonObject {
	const value = Buffer.isBuffer(body) ? jsonOf(body.toString('utf8')) : undefined;
	if (typeof value !== 'object' || value === null) throw new TypeError('The body must be a JSON object');
	return value as JsonObject;
}
