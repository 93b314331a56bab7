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
	/** When the next schedule is due, in epoch milliseconds; spares a look at each of them on every request. */
	nextDue: number;
}

export function seedState(): SandboxState {
	return {
		companyTimeZone: 'Europe/Paris',
		canvases: seedCanvases(),
		users: seedUsers(),
		schedules: [],
		sends: [],
		deliveries: [],
		nextDue: Infinity,
	};
}

/** Back to the seed data, in the same object, so that a reference to it stays good. */
export function resetState(state: SandboxState): void {
	Object.assign(state, seedState());
}
