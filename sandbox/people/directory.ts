import type { User, UserAlias } from '../types/people';

/** What a profile can be found by. Several profiles may share any of them. */
export type Identity =
	| { kind: 'external_id' | 'braze_id' | 'email' | 'phone'; value: string }
	| { kind: 'user_alias'; value: UserAlias };

/** The parts of the workspace that the directory needs. */
interface Workspace {
	users: User[];
}

/**
 * Finds profiles without a full scan. It has an entry for everything that a profile was ever found by. Outdated entries
 * are recognized on lookup, so only new values must be recorded (`recordIdentities`).
 */
class Directory {
	private readonly entries = new Map<string, Set<User>>();

	/** The order in which the workspace lists its profiles. */
	private readonly order = new Map<User, number>();

	/** How many of the listed profiles are recorded. Profiles are only ever added at the end. */
	private listed = 0;

	private recorded = 0;

	/** Records the profiles that were added to the list since the last call. */
	keepUp(users: readonly User[]): void {
		for (; this.listed < users.length; this.listed++) {
			const user = users[this.listed];
			this.order.set(user, this.recorded++);
			this.record(user);
		}
	}

	record(user: User): void {
		for (const key of keysOf(user)) {
			const known = this.entries.get(key);
			if (known) known.add(user);
			else this.entries.set(key, new Set([user]));
		}
	}

	/** Forgets profiles that were removed from the list. */
	forget(gone: ReadonlySet<User>): void {
		for (const user of gone) {
			for (const key of keysOf(user)) this.entries.get(key)?.delete(user);
			if (this.order.delete(user)) this.listed--;
		}
	}

	/** Profiles with this identity now, in the order of the list. */
	find(identity: Identity): User[] {
		const key = keyOf(identity);
		const current = [...(this.entries.get(key) ?? [])].filter(
			(user) => this.order.has(user) && keysOf(user).includes(key),
		);
		return current.length < 2
			? current
			: current.sort((a, b) => Number(this.order.get(a)) - Number(this.order.get(b)));
	}
}

/** A directory belongs to a list of profiles. If a test replaces the list, the next lookup starts a new one. */
const directories = new WeakMap<readonly User[], Directory>();

function directoryOf({ users }: Workspace): Directory {
	const directory = directories.get(users) ?? new Directory();
	directories.set(users, directory);
	directory.keepUp(users);
	return directory;
}

/** The profiles that an identity finds, in their order. Email and phone ignore case, and old external IDs count. */
export function usersBy(workspace: Workspace, identity: Identity): User[] {
	return directoryOf(workspace).find(identity);
}

/** Removes profiles from the workspace. */
export function removeUsers(workspace: Workspace, gone: ReadonlySet<User>): void {
	const directory = directoryOf(workspace);
	directory.forget(gone);
	workspace.users = workspace.users.filter((user) => !gone.has(user));
	directories.set(workspace.users, directory);
}

/** Call this when a listed profile got a new ID, alias, email or phone. */
export function recordIdentities(workspace: Workspace, user: User): void {
	directoryOf(workspace).record(user);
}

function keyOf({ kind, value }: Identity): string {
	switch (kind) {
		case 'user_alias':
			return `${kind} ${JSON.stringify([value.alias_label, value.alias_name])}`;
		case 'email':
		case 'phone':
			return `${kind} ${value.toLowerCase()}`;
		default:
			return `${kind} ${value}`;
	}
}

function keysOf({
	braze_id,
	external_id,
	deprecated_external_ids = [],
	user_aliases,
	email,
	phone,
}: User): string[] {
	const identities: Identity[] = [
		{ kind: 'braze_id', value: braze_id },
		...user_aliases.map((value) => ({ kind: 'user_alias', value }) as const),
	];
	for (const value of [external_id, ...deprecated_external_ids]) {
		if (value !== undefined) identities.push({ kind: 'external_id', value });
	}
	if (email !== undefined) identities.push({ kind: 'email', value: email });
	if (phone !== undefined) identities.push({ kind: 'phone', value: phone });
	return identities.map(keyOf);
}
