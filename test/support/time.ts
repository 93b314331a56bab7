/** All but the clock; dates are written in a zone by the real `Intl`, which is asked for thousands of them. */
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

/** Stops the clock of this process at a moment; everything else of the timers stays real. */
export function freezeTime(moment: string): void {
	jest.useFakeTimers({ now: new Date(moment), doNotFake: REAL });
}

/** Lets the clock run again. */
export function releaseTime(): void {
	jest.useRealTimers();
}
