/** An input item that was not sent because something in it, or in the run, has to be fixed first. */
export interface Rejected {
	readonly item: number;
	readonly message: string;
	readonly resolution?: string;
	/** Set when the reason is nothing about this item, but concerns the run as a whole. */
	readonly wholeRun?: true;
}

/** An input item that is skipped on purpose. */
export interface Skipped {
	readonly item: number;
	readonly reason: string;
}
