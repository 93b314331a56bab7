import type { Request } from './cases';
import type { Answer } from './compare';

/** What a run may have made in the workspace, so that it can be removed again. */
export interface LeftBehind {
	prefix: string;
	/** External IDs. */
	users: string[];
	aliases: Array<{ alias_name: string; alias_label: string }>;
	emails: string[];
	catalogs: string[];
	schedules: Array<{ group: 'canvas' | 'campaigns'; id: string; schedule_id: string }>;
}

const ID_KEYS = ['external_id', 'current_external_id', 'new_external_id', 'external_user_id'];

/**
 * Notes what requests name before they are sent: a request without an answer may have been carried out. A schedule has
 * no name before its answer; its recipients are users of this run, and are deleted in any case.
 */
export class Traces {
	private readonly users = new Set<string>();
	private readonly emails = new Set<string>();
	private readonly catalogs = new Set<string>();
	private readonly aliases = new Map<string, LeftBehind['aliases'][number]>();
	readonly scheduleIds = new Set<string>();
	private schedules: LeftBehind['schedules'] = [];

	/** @param save is called with all that is known after each change */
	constructor(
		private readonly prefix: string,
		private readonly save: (left: LeftBehind) => void = () => {},
	) {}

	note({ method, path, body }: Request): void {
		if (method === 'GET') return;
		if (path === '/catalogs') {
			for (const { name } of (body?.catalogs ?? []) as Array<{ name: string }>) this.catalogs.add(name);
		}
		if (path.startsWith('/users/') || path.includes('/trigger/')) this.noteNames(body);
		this.save(this.left());
	}

	private noteNames(value: unknown): void {
		if (Array.isArray(value)) return value.forEach((one) => this.noteNames(one));
		if (typeof value !== 'object' || value === null) return;
		const { alias_name, alias_label, old_alias_name, new_alias_name, email } = value as Record<
			string,
			unknown
		>;
		for (const name of [alias_name, old_alias_name, new_alias_name]) {
			if (!this.isOwn(name) || typeof alias_label !== 'string') continue;
			this.aliases.set(JSON.stringify([alias_label, name]), { alias_name: name, alias_label });
		}
		if (this.isOwn(email)) this.emails.add(email);
		for (const [key, one] of Object.entries(value)) {
			if (ID_KEYS.includes(key) && this.isOwn(one)) this.users.add(one);
			this.noteNames(one);
		}
	}

	private isOwn(value: unknown): value is string {
		return typeof value === 'string' && value.startsWith(this.prefix);
	}

	noteAnswer({ path, body }: Request, { status, body: answer }: Answer): void {
		if (path.endsWith('/trigger/schedule/delete') && status < 300) this.forget(String(body?.schedule_id));
		const schedule_id = (answer as { schedule_id?: unknown } | null)?.schedule_id;
		if (!path.endsWith('/trigger/schedule/create') || typeof schedule_id !== 'string') return;
		const group = path.startsWith('/canvas') ? 'canvas' : 'campaigns';
		this.scheduleIds.add(schedule_id);
		this.schedules.push({ group, id: String(body?.canvas_id ?? body?.campaign_id), schedule_id });
		this.save(this.left());
	}

	private forget(schedule_id: string): void {
		this.schedules = this.schedules.filter((one) => one.schedule_id !== schedule_id);
		this.save(this.left());
	}

	left(): LeftBehind {
		return {
			prefix: this.prefix,
			users: [...this.users],
			aliases: [...this.aliases.values()],
			emails: [...this.emails],
			catalogs: [...this.catalogs],
			schedules: [...this.schedules],
		};
	}
}
