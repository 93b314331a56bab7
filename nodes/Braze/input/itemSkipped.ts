/** Thrown while an item is read, if the user wants items like this one skipped instead of refused. */
export class ItemSkipped extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'ItemSkipped';
	}
}
