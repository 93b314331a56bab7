/** Stops the clock of this process at a moment; everything else of the timers stays real. */
export function freezeTime(moment: string): void {
	jest.useFakeTimers({
		now: new Date(moment),
		doNotFake: [
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
		],
	});
}

/** Lets the clock run again. */
export function releaseTime(): void {
	jest.useRealTimers();
}
