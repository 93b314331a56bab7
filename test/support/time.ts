/** Everything except the clock stays real. `Intl` is real, too, because it formats thousands of dates. */
const REAL = [
	'Intl',
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'requestAnimationFrame',
	'cancelAnimationFrame',
	'requestIdleCallback',
	'cancelIdleCallback',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as FakeTimersConfig['doNotFake'];

/** Freezes the clock of this process at a moment. All other timers stay real. */
export function freezeTime(moment: string): void {
	jest.useFakeTimers({ now: new Date(moment), doNotFake: REAL });
}

/** Lets the clock run again. */
export function releaseTime(): void {
	jest.useRealTimers();
}
