import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** One input item, as operations read it. */
export interface ItemReader {
	/** The index of the input item. */
	readonly index: number;
	/** The input item's own fields. */
	readonly json: IDataObject;
	/** The current moment, the same for all items of a run, in the workflow's zone. */
	readonly now: DateTime;
	/** The workflow's IANA time zone. */
	readonly zone: string;
	/** Whether a parameter contains no expression, so that its value is the same for all items. */
	isFixed(name: string): boolean;
	/**
	 * The value of a parameter for this item. Resolving a parameter is slow, so a parameter without an expression is
	 * resolved once per run, and any other once per item.
	 *
	 * @throws {InputError} when its expression cannot be evaluated
	 */
	get(name: string, fallback?: unknown): unknown;
	/** The options that the user added; `{}` if none. */
	options(): Readonly<Record<string, unknown>>;
	/**
	 * Calls `read`, and caches what it returns or throws. It runs once per run if it reads nothing that varies by item
	 * (no parameter with an expression, no field of the item, no index), and once per item otherwise. Items that share a
	 * result get the same object.
	 *
	 * @param read a function created once (not per item): its identity is the cache key
	 */
	shared<T>(read: (item: ItemReader) => T): T;
	/** The names of the item's fields that the expressions in the operation's parameters refer to. */
	fieldsRead(): readonly string[];
	/**
	 * Call this after everything was read: it throws if an expression came out empty and no reader complained.
	 *
	 * @throws {InputError} naming the value
	 */
	refuseEmptyExpressions(): void;
}
