import type { Request } from './cases';

/**
 * What a run may ask of a workspace. Everything else is refused before it is sent, whatever a case says: the guard
 * stands in front of the connection, and knows no way around it.
 */
export interface Scope {
	/** Every name of a person, catalog or item must begin with it. */
	prefix: string;
	canvas?: string;
	campaign?: string;
	group?: string;
	/** Schedules that this run made. */
	schedules: ReadonlySet<string>;
	now: Date;
}

export class Unsafe extends Error {}

/** The endpoints that cases may use. None of them sends a message at once, or writes to people whom it does not name. */
const ALLOWED: RegExp[] = [
	/^GET \/canvas\/details$/,
	/^GET \/subscription\/(status\/get|user\/status)$/,
	/^GET \/email\/unsubscribes$/,
	/^GET \/users\/track\/status$/,
	/^POST \/users\/(track|identify|alias\/new|alias\/update|merge|delete|export\/ids)$/,
	/^POST \/users\/external_ids\/(rename|remove)$/,
	/^POST (\/v2)?\/subscription\/status\/set$/,
	/^POST \/email\/status$/,
	/^POST \/(canvas|campaigns)\/trigger\/schedule\/(create|update|delete)$/,
	/^POST \/catalogs$/,
	/^DELETE \/catalogs\/[^/]+$/,
	/^(GET|POST|PUT|PATCH|DELETE) \/catalogs\/[^/]+\/items(\/[^/]+)?$/,
];

/** Members that name people or things by themselves; their values must be the run's own. */
const NAMES = new Set([
	'external_id',
	'external_ids',
	'external_user_id',
	'braze_id',
	'braze_ids',
	'alias_name',
	'old_alias_name',
	'new_alias_name',
	'current_external_id',
	'new_external_id',
	'email',
	'emails',
	'group_id',
	'id',
]);

/** Members that could reach people without naming them, or who cannot be told from real ones. */
const FORBIDDEN = new Set([
	'broadcast',
	'audience',
	'custom_audience',
	'segment_id',
	'phone',
	'phones',
	'phone_numbers',
	'phone_numbers_to_identify',
	'device_id',
	'push_tokens',
	'push_token_import',
	'callback_endpoint',
	'messages',
	'attachments',
]);

const YEAR_AHEAD_MS = 360 * 24 * 60 * 60 * 1000;

/** @throws Unsafe, with the reason, for a request that a run must not send */
export function checkSafe({ method, path, body = {} }: Request, scope: Scope): void {
	const [where, search = ''] = path.split(/\?(.*)/s);
	if (!ALLOWED.some((one) => one.test(`${method} ${where}`)))
		throw new Unsafe(`${method} ${where} is not allowed`);
	if (where.startsWith('/catalogs')) checkCatalog(where, body, scope);
	for (const [name, value] of new URLSearchParams(search))
		checkMember(name.replace(/\[\]$/, ''), value, scope);
	if (where === '/email/unsubscribes' && !new URLSearchParams(search).has('email'))
		throw new Unsafe('A list of addresses must ask for its own');
	walk(body, scope);
	if (where.includes('/trigger/schedule/')) checkSchedule(where, body, scope);
}

/** Looks at each member at any depth. */
function walk(value: unknown, scope: Scope): void {
	if (Array.isArray(value)) return value.forEach((one) => walk(one, scope));
	if (typeof value !== 'object' || value === null) return;
	for (const [key, one] of Object.entries(value)) {
		checkMember(key, one, scope);
		walk(one, scope);
	}
}

function checkMember(key: string, value: unknown, scope: Scope): void {
	if (FORBIDDEN.has(key)) throw new Unsafe(`'${key}' is not allowed`);
	if (NAMES.has(key)) checkNames(key, value, scope);
	const own: Record<string, string | undefined> = {
		canvas_id: scope.canvas,
		campaign_id: scope.campaign,
		subscription_group_id: scope.group,
	};
	if (Object.hasOwn(own, key) && value !== own[key] && !isOwn(value, scope))
		throw new Unsafe(`'${key}' is not the one that was named`);
	if (key === 'schedule_id' && !scope.schedules.has(String(value)) && !isOwn(value, scope))
		throw new Unsafe('The schedule is not of this run');
}

const isOwn = (value: unknown, { prefix }: Scope): boolean =>
	typeof value === 'string' && value.startsWith(prefix);

/** An empty name, which Braze refuses, is no name. */
function checkNames(key: string, value: unknown, scope: Scope): void {
	for (const one of [value].flat()) {
		if (one === '' || isOwn(one, scope)) continue;
		throw new Unsafe(`'${key}' does not begin with the prefix of this run`);
	}
}

function checkCatalog(where: string, body: object, scope: Scope): void {
	const [, , name, , item] = where.split('/');
	if (name !== undefined && !isOwn(name, scope)) throw new Unsafe('The catalog is not of this run');
	if (item !== undefined && !isOwn(item, scope)) throw new Unsafe('The item is not of this run');
	const { catalogs = [] } = body as { catalogs?: Array<{ name?: unknown }> };
	if (!catalogs.every((one) => isOwn(one.name, scope))) throw new Unsafe('The catalog is not of this run');
}

/** A schedule names its people, lies a year ahead, and belongs to the Canvas or campaign that was named for this. */
function checkSchedule(where: string, body: object, { now, canvas, campaign }: Scope): void {
	const { recipients, schedule, canvas_id, campaign_id } = body as {
		recipients?: Array<{ external_user_id?: unknown }>;
		schedule?: { time?: unknown };
		canvas_id?: unknown;
		campaign_id?: unknown;
	};
	const [named, given] = where.startsWith('/canvas') ? [canvas, canvas_id] : [campaign, campaign_id];
	if (named === undefined || given !== named)
		throw new Unsafe('No test Canvas or campaign was named for this');
	if (where.endsWith('/delete')) return;
	if (!where.endsWith('/update')) {
		if (!Array.isArray(recipients) || recipients.length === 0)
			throw new Unsafe('A schedule must name recipients');
		if (!recipients.every((one) => typeof one?.external_user_id === 'string'))
			throw new Unsafe('A recipient must be named by external_user_id');
	}
	const moment = Date.parse(String(schedule?.time));
	if (!(moment - now.getTime() >= YEAR_AHEAD_MS)) throw new Unsafe('A schedule must lie a year ahead');
}
