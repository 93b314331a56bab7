import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DateTime } from 'luxon';

import { checkLeaf, refuseLeftBraces } from './expressions/checkLeaf';
import { leavesOf, type Leaf } from './expressions/leaves';
import { InputError } from './input/inputError';
import { fieldsReadBy } from './input/missingField';

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
	 * @param read a function that is made once, not for each item: the result is remembered by it
	 */
	shared<T>(read: (item: ItemReader) => T): T;
	/** The names of the item's fields that the expressions of the operation's parameters read. */
	fieldsRead(): readonly string[];
	/**
	 * To be called when everything was read: refuses expressions that gave nothing where nobody minded.
	 *
	 * @throws {InputError} naming the value
	 */
	refuseNothing(): void;
}

/** Converts the value of a parameter to the form its reader expects. */
export type Normalize = (name: string, value: unknown) => unknown;

type Attempt<T> = { value: T } | { error: unknown };

type SharedRead = (item: ItemReader) => unknown;

/** What all items of a run share: the moment, and the parameters without expressions. */
class RunParameters {
	readonly zone: string;

	private readonly fixed = new Map<string, boolean>();

	private readonly values = new Map<string, Attempt<unknown>>();

	private readonly leaves = new Map<string, readonly Leaf[]>();

	/** Shared results by the function that read them; `undefined` if it reads something that varies by item. */
	private readonly results = new WeakMap<SharedRead, Attempt<unknown> | undefined>();

	private read?: readonly string[];

	/** Whether something that varies by item was read since this was last set to false. */
	private varied = false;

	constructor(
		private readonly ctx: IExecuteFunctions,
		readonly now: DateTime,
		private readonly fields: readonly INodeProperties[],
		private readonly tidy: Normalize,
	) {
		this.zone = ctx.getTimezone();
	}

	isFixed(name: string): boolean {
		let known = this.fixed.get(name);
		if (known === undefined) {
			known = !holdsExpression(this.ctx.getNode().parameters[name]);
			this.fixed.set(name, known);
		}
		return known;
	}

	/** The value of a parameter without expressions, read once; `undefined` if it contains one. */
	fixedValue(name: string, index: number, fallback: unknown): Attempt<unknown> | undefined {
		const known = this.values.get(name);
		if (known || !this.isFixed(name)) return known;
		const read = attempt(() => {
			this.refuseLeftBraces(name);
			return this.ctx.getNodeParameter(name, index, fallback) as unknown;
		});
		this.values.set(name, read);
		return read;
	}

	/** Has to be called whenever something that may differ from item to item is read. */
	noteVaried(): void {
		this.varied = true;
	}

	/** The value of a parameter whose expression is evaluated for this item, if no part of it is empty that must not be. */
	evaluate(
		name: string,
		index: number,
		fallback: unknown,
		{ json, late }: { json: IDataObject; late: (problem: InputError) => void },
	): Attempt<unknown> {
		return attempt(() => {
			const value: unknown = this.ctx.getNodeParameter(name, index, fallback);
			const item = {
				json,
				evaluate: (source: string): unknown => this.ctx.evaluateExpression(source, index),
			};
			for (const leaf of this.leavesOf(name)) {
				const problem = checkLeaf(leaf, value, item);
				if (problem) late(problem);
			}
			return this.tidy(name, value);
		});
	}

	/** Worked out when needed: only errors tell. */
	fieldsRead(): readonly string[] {
		const { parameters } = this.ctx.getNode();
		return (this.read ??= fieldsReadBy(this.fields.map(({ name }) => parameters[name])));
	}

	private leavesOf(name: string): readonly Leaf[] {
		let known = this.leaves.get(name);
		if (!known) {
			this.refuseLeftBraces(name);
			const field = this.fieldOf(name);
			known = field ? leavesOf(field, this.ctx.getNode().parameters[name]) : [];
			this.leaves.set(name, known);
		}
		return known;
	}

	/** Checks the fixed text of a parameter. */
	private refuseLeftBraces(name: string): void {
		const field = this.fieldOf(name);
		if (field) refuseLeftBraces(field, this.ctx.getNode().parameters[name]);
	}

	/** The field of a parameter: of several with the same name, the one that is shown. */
	private fieldOf(name: string): INodeProperties | undefined {
		const { parameters } = this.ctx.getNode();
		const named = this.fields.filter((field) => field.name === name && field.type !== 'hidden');
		return (
			named.find(({ displayOptions }) =>
				Object.entries(displayOptions?.show ?? {}).every(
					([other, values]) => values?.some((value) => value === parameters[other]) ?? true,
				),
			) ?? named[0]
		);
	}

	unreadable(name: string, error: unknown): InputError {
		if (error instanceof InputError) return error;
		const detail = error instanceof Error ? error.message : String(error);
		return new InputError(
			this.fieldOf(name)?.displayName ?? name,
			`cannot be evaluated: ${detail}`,
			'Check the expression in this parameter.',
		);
	}

	shared<T>(read: (item: ItemReader) => T, item: ItemReader): T {
		const known = this.results.get(read) as Attempt<T> | undefined;
		if (!known && this.results.has(read)) return read(item);
		const attempted = known ?? this.readFirst(read, item);
		if ('value' in attempted) return attempted.value;
		throw attempted.error;
	}

	private readFirst<T>(read: (item: ItemReader) => T, item: ItemReader): Attempt<T> {
		const variedBefore = this.varied;
		this.varied = false;
		const attempted = attempt(() => read(item));
		this.results.set(read, this.varied ? undefined : attempted);
		this.varied ||= variedBefore;
		return attempted;
	}
}

/** A class, since there may be 100,000 items: an object with its own functions for each takes several times the memory. */
class InputItem implements ItemReader {
	private own?: Map<string, Attempt<unknown>>;

	/** The first expression that gave nothing. */
	private nothing?: InputError;

	constructor(
		private readonly position: number,
		private readonly fields: IDataObject,
		private readonly run: RunParameters,
	) {}

	get index(): number {
		this.run.noteVaried();
		return this.position;
	}

	get json(): IDataObject {
		this.run.noteVaried();
		return this.fields;
	}

	get now(): DateTime {
		return this.run.now;
	}

	get zone(): string {
		return this.run.zone;
	}

	isFixed(name: string): boolean {
		return this.run.isFixed(name);
	}

	get(name: string, fallback?: unknown): unknown {
		const read = this.run.fixedValue(name, this.position, fallback) ?? this.ownValue(name, fallback);
		if ('value' in read) return read.value;
		throw this.run.unreadable(name, read.error);
	}

	options(): Readonly<Record<string, unknown>> {
		const options = this.get('options', {});
		return typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
	}

	shared<T>(read: (item: ItemReader) => T): T {
		return this.run.shared(read, this);
	}

	fieldsRead(): readonly string[] {
		return this.run.fieldsRead();
	}

	refuseNothing(): void {
		if (this.nothing) throw this.nothing;
	}

	private ownValue(name: string, fallback: unknown): Attempt<unknown> {
		this.run.noteVaried();
		this.own ??= new Map();
		let read = this.own.get(name);
		if (!read) {
			read = this.run.evaluate(name, this.position, fallback, {
				json: this.fields,
				late: (problem) => (this.nothing ??= problem),
			});
			this.own.set(name, read);
		}
		return read;
	}
}

/**
 * Returns a function that creates the reader of an item.
 *
 * @param now the moment that all items of this run share, in the workflow's zone
 * @param fields the parameters of the operation, which say what each value is for
 * @param tidy converts the results of expressions; by default, they stay as they are
 */
export function itemReaders(
	ctx: IExecuteFunctions,
	now: DateTime,
	fields: readonly INodeProperties[],
	tidy: Normalize = (_, value) => value,
): (index: number) => ItemReader {
	const items = ctx.getInputData();
	const run = new RunParameters(ctx, now, fields, tidy);
	return (index) => new InputItem(index, items[index].json, run);
}

/** Whether a saved parameter value contains an expression anywhere: n8n marks those with a leading `=`. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}

function attempt<T>(compute: () => T): Attempt<T> {
	try {
		return { value: compute() };
	} catch (error) {
		return { error };
	}
}
