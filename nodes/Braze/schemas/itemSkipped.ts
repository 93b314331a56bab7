/** Thrown while an item is read, when the user wants items like this one left out instead of refused. */
export class ItemSkipped extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'ItemSkipped';
	}
}
