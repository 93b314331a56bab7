import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** One input item, as operations read it. */
export interface ItemReader {
	/** The index of the input item. */
	readonly index: number;
	/** The fields of the input item itself. */
	readonly json: IDataObject;
	/** The moment of this run, the same for all items, in the workflow's zone. */
	readonly now: DateTime;
	/** The workflow's IANA time zone. */
	readonly zone: string;
	/** Whether a parameter is the same for all items: no part of it is an expression. */
	isFixed(name: string): boolean;
	/**
	 * The value of a parameter for this item. A parameter without an expression is resolved once per run, any other
	 * once per item, because each resolution takes time.
	 *
	 * @throws {InputError} when its expression cannot be evaluated
	 */
	get(name: string, fallback?: unknown): unknown;
	/** The options that the user added; `{}` for none. */
	options(): Readonly<Record<string, unknown>>;
	/**
	 * What `read` returns or throws: once per run if it read nothing that varies by item (no parameter with an
	 * expression, no field of the item, no index), and once per item otherwise. Items that share a result get the same
	 * object.
	 *
	 * @param read a function created once (not per item): its identity is the cache key
	 */
	shared<T>(read: (item: ItemReader) => T): T;
	/** The names of the item's fields that the expressions of the operation's parameters read. */
	fieldsRead(): readonly string[];
	/**
	 * To be called when everything was read: throws if an expression came out empty and no reader complained.
	 *
	 * @throws {InputError} naming the value
	 */
	refuseEmptyExpressions(): void;
}
