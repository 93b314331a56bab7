import type { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { checkLeaf } from './expressions/checkLeaf';
import { type SavedParameter, savedParameters } from './expressions/savedParameters';
import { InputError } from './input/inputError';
import { fieldsReadBy } from './input/itemFields';
import type { ItemReader } from './itemReader';

/** Converts the value of a parameter into the form that its reader expects. */
export type Normalize = (name: string, value: unknown) => unknown;

/**
 * Returns a function that creates the reader for the item at an index.
 *
 * @param now the moment that all items of this run share, in the workflow's zone
 * @param fields the operation's parameters, whose declarations say what each value is for
 * @param normalize converts the results of expressions; without it, they stay as they are
 */
export function itemReaders(
	ctx: IExecuteFunctions,
	now: DateTime,
	fields: readonly INodeProperties[],
	normalize?: Normalize,
): (index: number) => ItemReader {
	const items = ctx.getInputData();
	const run = new RunParameters(ctx, now, fields, normalize);
	return (index) => new InputItem(index, items[index].json, run);
}

type Attempt<T> = { value: T } | { error: unknown };

type SharedRead = (item: ItemReader) => unknown;

/** What all items of a run share: the current moment, and every value that doesn't vary by item. */
class RunParameters {
	readonly zone: string;

	private readonly saved: ReadonlyMap<string, SavedParameter>;

	/** The values of parameters without expressions. */
	private readonly values = new Map<string, Attempt<unknown>>();

	/** Results by the function that read them, or `varies` if the function reads something that varies by item. */
	private readonly results = new WeakMap<SharedRead, Attempt<unknown> | 'varies'>();

	private read?: readonly string[];

	/** Whether something that varies by item was read since this was last reset. */
	private varied = false;

	constructor(
		private readonly ctx: IExecuteFunctions,
		readonly now: DateTime,
		private readonly fields: readonly INodeProperties[],
		private readonly normalize?: Normalize,
	) {
		this.zone = ctx.getTimezone();
		this.saved = savedParameters(fields, ctx.getNode().parameters);
	}

	isFixed(name: string): boolean {
		return this.saved.get(name)?.isFixed !== false;
	}

	/** The value of a parameter without expressions, read once; `undefined` if it contains one. */
	fixedValue(name: string, index: number, fallback: unknown): Attempt<unknown> | undefined {
		const known = this.values.get(name);
		if (known || !this.isFixed(name)) return known;
		const read = attempt(() => {
			this.refuseSaved(name);
			return this.ctx.getNodeParameter(name, index, fallback) as unknown;
		});
		this.values.set(name, read);
		return read;
	}

	/** Must be called whenever something that may differ from item to item is read. */
	noteVaried(): void {
		this.varied = true;
	}

	/** Evaluates a parameter's expression for one item, and checks that no required part came out empty. */
	evaluate(
		name: string,
		index: number,
		fallback: unknown,
		{ json, onEmpty }: { json: IDataObject; onEmpty: (problem: InputError) => void },
	): Attempt<unknown> {
		return attempt(() => {
			const value: unknown = this.ctx.getNodeParameter(name, index, fallback);
			this.refuseSaved(name);
			const item = {
				json,
				evaluate: (source: string): unknown => this.ctx.evaluateExpression(source, index),
			};
			for (const leaf of this.saved.get(name)?.made ?? []) {
				const problem = checkLeaf(leaf, value, item);
				if (problem) onEmpty(problem);
			}
			return this.normalize ? this.normalize(name, value) : value;
		});
	}

	/** Throws if the fixed text of a parameter is invalid. */
	private refuseSaved(name: string): void {
		const problem = this.saved.get(name)?.problem;
		if (problem !== undefined) throw problem as Error;
	}

	/** Computed lazily, because only error messages need it. */
	fieldsRead(): readonly string[] {
		const { parameters } = this.ctx.getNode();
		return (this.read ??= fieldsReadBy(this.fields.map(({ name }) => parameters[name])));
	}

	unreadable(name: string, error: unknown): InputError {
		if (error instanceof InputError) return error;
		const detail = error instanceof Error ? error.message : String(error);
		return new InputError(
			this.saved.get(name)?.label ?? name,
			`cannot be evaluated: ${detail}`,
			'Check the expression in this parameter.',
		);
	}

	shared<T>(read: (item: ItemReader) => T, item: ItemReader): T {
		const known = this.results.get(read) as Attempt<T> | 'varies' | undefined;
		if (known === 'varies') return read(item);
		const attempted = known ?? this.readFirst(read, item);
		if ('value' in attempted) return attempted.value;
		throw attempted.error;
	}

	private readFirst<T>(read: (item: ItemReader) => T, item: ItemReader): Attempt<T> {
		const variedBefore = this.varied;
		this.varied = false;
		const attempted = attempt(() => read(item));
		this.results.set(read, this.varied ? 'varies' : attempted);
		this.varied ||= variedBefore;
		return attempted;
	}
}

/**
 * A class, because there may be 100,000 items: an object literal with its own closures takes several times the memory.
 */
class InputItem implements ItemReader {
	private own?: Map<string, Attempt<unknown>>;

	/** The first expression that came out empty. */
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

	refuseEmptyExpressions(): void {
		if (this.nothing) throw this.nothing;
	}

	private ownValue(name: string, fallback: unknown): Attempt<unknown> {
		this.run.noteVaried();
		this.own ??= new Map();
		let read = this.own.get(name);
		if (!read) {
			read = this.run.evaluate(name, this.position, fallback, {
				json: this.fields,
				onEmpty: (problem) => (this.nothing ??= problem),
			});
			this.own.set(name, read);
		}
		return read;
	}
}

function attempt<T>(compute: () => T): Attempt<T> {
	try {
		return { value: compute() };
	} catch (error) {
		return { error };
	}
}
