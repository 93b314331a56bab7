import { seedCanvases } from './seeds/canvases';
import { seedUsers } from './seeds/users';
import type { Canvas, Delivery, ScheduleRecord, SendRecord, User } from './types';

/** A Braze workspace as the sandbox keeps it. */
export interface SandboxState {
	/** IANA name; counts for users without a zone of their own. */
	companyTimeZone: string;
	canvases: Canvas[];
	users: User[];
	schedules: ScheduleRecord[];
	sends: SendRecord[];
	deliveries: Delivery[];
}

export function seedState(): SandboxState {
	return { companyTimeZone: 'Europe/Paris', ...emptyRecords(), canvases: seedCanvases(), users: seedUsers() };
}

/** Back to the seed data, in the same object, so that a reference to it stays good. */
export function resetState(state: SandboxState): void {
	Object.assign(state, seedState());
}

function emptyRecords(): Pick<SandboxState, 'schedules' | 'sends' | 'deliveries'> {
	return { schedules: [], sends: [], deliveries: [] };
}
