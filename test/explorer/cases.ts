import { DAY, HOUR, type Operation, type Scenario } from './world';

const schedule: Operation = ['schedule', 'K', 'error'];
const replace: Operation = ['schedule', 'K', 'replace'];
const cancel: Operation = ['cancel', 'K'];
const free: Operation = ['free', 'K'];
const clean: Operation = ['clean', 'past'];
const later: Operation = ['move', 'K', 40 * DAY];
/** In so short a time that it can go out during a case. */
const soon: Operation = ['schedule', 'K', 'error', 2 * HOUR];
const soonMoved: Operation = ['move', 'K', 3 * HOUR];
const sooner: Operation = ['move', 'K', HOUR];

const booked = [[schedule]];
const bookedSoon = [[soon]];
const ended = [[schedule, cancel]];
const replaced = [[schedule, replace]];

const OLD = 10 * DAY;
const GOES_OUT = 2.5 * HOUR;

/** Small cases that are looked at in every order of events, with one fault unless it says otherwise. */
export const CASES: Record<string, Scenario> = {
	'schedule | schedule': { executions: [[schedule], [schedule]] },
	'schedule | replace': { executions: [[schedule], [replace]] },
	'schedule | cancel, schedule': { executions: [[schedule], [cancel, schedule]] },
	'booked: replace | replace': { setup: booked, executions: [[replace], [replace]] },
	'booked: replace | cancel': { setup: booked, executions: [[replace], [cancel]] },
	'booked: replace | move': { setup: booked, executions: [[replace], [later]] },
	'booked: replace, two faults': { setup: booked, executions: [[replace]], faults: 2 },
	'booked: cancel | cancel': { setup: booked, executions: [[cancel], [cancel]] },
	'booked: cancel | schedule': { setup: booked, executions: [[cancel], [schedule]] },
	'booked: cancel | cancel, schedule': { setup: booked, executions: [[cancel], [cancel, schedule]] },
	'booked: cancel | schedule, cancel': { setup: booked, executions: [[cancel], [schedule, cancel]] },
	'booked: move | cancel': { setup: booked, executions: [[later], [cancel]] },
	'booked: move | cancel, schedule': { setup: booked, executions: [[later], [cancel, schedule]] },
	'booked soon: move | schedule, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [schedule]],
	},
	'booked soon: move | move sooner, and it goes out': {
		setup: bookedSoon,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [sooner]],
		faults: 0,
	},
	'booked soon: move | move sooner, schedule, and it goes out': {
		setup: bookedSoon,
		age: 0.5 * HOUR,
		ticks: [GOES_OUT],
		executions: [[soonMoved], [sooner, schedule]],
		faults: 0,
	},
	'replaced: cancel | cancel': { setup: replaced, executions: [[cancel], [cancel]] },
	'replaced: cancel | replace': { setup: replaced, executions: [[cancel], [replace]] },
	'ended: schedule | schedule': { setup: ended, executions: [[schedule], [schedule]] },
	'ended twice: schedule | cancel': {
		setup: [[schedule, replace, cancel]],
		executions: [[schedule], [cancel]],
	},
	'schedule | free, schedule': { executions: [[schedule], [free, schedule]], ticks: [2 * HOUR] },
	'booked: replace | free, schedule': {
		setup: booked,
		executions: [[replace], [free, schedule]],
		ticks: [2 * HOUR],
	},
	'ended long ago: clean-up | schedule': { setup: ended, age: OLD, executions: [[clean], [schedule]] },
	'ended long ago: clean-up | schedule, cancel': {
		setup: ended,
		age: OLD,
		executions: [[clean], [schedule, cancel]],
	},
	'ended long ago: clean-up | clean-up': {
		setup: ended,
		age: OLD,
		executions: [[clean], [clean]],
		ticks: [3 * HOUR],
	},
	'ended twice, long ago: clean-up | replace': {
		setup: [[schedule, replace, cancel]],
		age: OLD,
		executions: [[clean], [replace]],
		faults: 0,
	},
};
