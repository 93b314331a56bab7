import { isInSegment } from '../rules/reach';
import type { SandboxState } from '../state';
import type { JsonObject } from '../types/json';
import type { User, UserExport } from '../types/people';
import { exportedProfile } from '../people/exportedProfile';
import { gzipOf, zipOf } from './archives';

/** How long an export takes, by the sandbox's clock. */
const RUNS_MS = 60_000;

/** How long the file is kept: four hours, according to the index page of the export endpoints. */
const KEPT_MS = 4 * 3_600_000;

/** The number of people per file in the archive, according to the documentation. */
const PEOPLE_PER_FILE = 5_000;

/** `running` until the file is there, `over` once it is deleted or the export was stopped. */
export function stageOf({ cancelled, started_at }: UserExport, now: Date): 'running' | 'ready' | 'over' {
	const age = now.getTime() - Date.parse(started_at);
	if (cancelled || age >= RUNS_MS + KEPT_MS) return 'over';
	return age < RUNS_MS ? 'running' : 'ready';
}

/** Whether a callback is still due when the file is ready. */
export const awaitsCall = ({ callback, called, cancelled }: UserExport): boolean =>
	callback !== undefined && !called && !cancelled;

/** Where the sandbox serves the file of an export. */
export const filePath = ({ object_prefix, format }: Pick<UserExport, 'object_prefix' | 'format'>): string =>
	`/segment-export/${object_prefix}.${format === 'zip' ? 'zip' : 'gz'}`;

/**
 * Creates the file: one line of JSON per person, in text files of 5,000 people each. As GZIP, it is a single file (a
 * guess).
 */
export function exportFile(wanted: UserExport, state: SandboxState, now: Date): Buffer {
	const lines = peopleOf(wanted, state, now).map((user) => JSON.stringify(lineOf(user, wanted)));
	if (wanted.format === 'gzip') return gzipOf(`${lines.join('\n')}\n`);
	const files: Array<{ name: string; content: Buffer }> = [];
	for (let from = 0; from < lines.length || from === 0; from += PEOPLE_PER_FILE) {
		const content = Buffer.from(`${lines.slice(from, from + PEOPLE_PER_FILE).join('\n')}\n`);
		files.push({ name: `${files.length}-${wanted.object_prefix}.txt`, content });
	}
	return zipOf(files);
}

/** The people in an export. The Global Control Group is a tenth of all people. */
function peopleOf({ segment_id, updatedSince }: UserExport, { users, segments }: SandboxState, now: Date) {
	const segment = segments.find(({ id }) => id === segment_id);
	return users.filter((user, index) => {
		if (updatedSince !== undefined && user.updated_at < updatedSince) return false;
		return segment ? isInSegment(user, segment, now) : index % 10 === 0;
	});
}

function lineOf(user: User, { fields, attributes }: UserExport): JsonObject {
	if (!attributes) return exportedProfile(user, fields);
	const { custom_attributes, ...profile } = exportedProfile(user, [...fields, 'custom_attributes']);
	const named = Object.entries((custom_attributes ?? {}) as JsonObject).filter(([name]) =>
		attributes.includes(name),
	);
	return named.length === 0 ? profile : { ...profile, custom_attributes: Object.fromEntries(named) };
}
