/** An input item that was not sent because something in it, or in the run, has to be mended first. */
export interface Rejected {
	readonly item: number;
	readonly message: string;
	readonly resolution?: string;
	/** Set when the reason is nothing about this item, but concerns the run as a whole. */
	readonly wholeRun?: true;
}

/** An input item that is left out on purpose. */
export interface Skipped {
	readonly item: number;
	readonly reason: string;
}
