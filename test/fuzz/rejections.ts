/* eslint-disable @n8n/community-nodes/no-restricted-globals -- only the process knows of promises that were rejected while nobody looked */

/** Collects rejections that nobody handles. */
export class Rejections {
	private readonly reasons: unknown[] = [];

	/** Returns a function that ends it. */
	watch(): () => void {
		const add = (reason: unknown) => this.reasons.push(reason);
		process.on('unhandledRejection', add);
		return () => process.off('unhandledRejection', add);
	}

	/** Throws if there was one since the last time. */
	expectNone(): void {
		const [reason] = this.reasons.splice(0);
		if (reason !== undefined)
			throw new Error(
				`a promise was rejected and nobody looked: ${reason instanceof Error ? String(reason.stack) : JSON.stringify(reason)}`,
			);
	}
}
