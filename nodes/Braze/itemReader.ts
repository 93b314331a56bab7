import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DateTime } from 'luxon';

import { InputError } from './schemas/inputError';

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
	/**
	 * The result of `compute`, which reads nothing but the parameters named: computed once per run if none of them
	 * contains an expression, and once per item otherwise. Items that share a result get the same object.
	 *
	 * @param names a list that is made once, not for each item: the result is remembered by it
	 */
	shared<T>(names: readonly string[], compute: () => T): T;
}

/** Converts the value of a parameter to the form its reader expects. */
export type Normalize = (name: string, value: unknown) => unknown;

type Attempt<T> = { value: T } | { error: unknown };

/** What all items of a run share: the moment, and the parameters without expressions. */
class RunParameters {
	readonly zone: string;

	private readonly fixed = new Map<string, boolean>();

	private readonly values = new Map<string, Attempt<unknown>>();

	/** Shared results by the parameters they were computed from; `undefined` if one of those contains an expression. */
	private readonly results = new WeakMap<readonly string[], Attempt<unknown> | undefined>();

	constructor(
		private readonly ctx: IExecuteFunctions,
		readonly now: DateTime,
		private readonly labels: ReadonlyMap<string, string>,
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
		const read = attempt(() => this.ctx.getNodeParameter(name, index, fallback) as unknown);
		this.values.set(name, read);
		return read;
	}

	/** The value of a parameter whose expression is evaluated for this item. */
	evaluate(name: string, index: number, fallback: unknown): Attempt<unknown> {
		return attempt(() => this.tidy(name, this.ctx.getNodeParameter(name, index, fallback)));
	}

	unreadable(name: string, error: unknown): InputError {
		const detail = error instanceof Error ? error.message : String(error);
		return new InputError(
			this.labels.get(name) ?? name,
			`cannot be evaluated: ${detail}`,
			'Check the expression in this parameter.',
		);
	}

	shared<T>(names: readonly string[], compute: () => T): T {
		let attempted = this.results.get(names) as Attempt<T> | undefined;
		if (!attempted && !this.results.has(names)) {
			attempted = names.every((name) => this.isFixed(name)) ? attempt(compute) : undefined;
			this.results.set(names, attempted);
		}
		if (!attempted) return compute();
		if ('value' in attempted) return attempted.value;
		throw attempted.error;
	}
}

/** A class, since there may be 100,000 items: an object with its own functions for each takes several times the memory. */
class InputItem implements ItemReader {
	private own?: Map<string, Attempt<unknown>>;

	constructor(
		readonly index: number,
		readonly json: IDataObject,
		private readonly run: RunParameters,
	) {}

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
		const read = this.run.fixedValue(name, this.index, fallback) ?? this.ownValue(name, fallback);
		if ('value' in read) return read.value;
		throw this.run.unreadable(name, read.error);
	}

	shared<T>(names: readonly string[], compute: () => T): T {
		return this.run.shared(names, compute);
	}

	private ownValue(name: string, fallback: unknown): Attempt<unknown> {
		this.own ??= new Map();
		let read = this.own.get(name);
		if (!read) {
			read = this.run.evaluate(name, this.index, fallback);
			this.own.set(name, read);
		}
		return read;
	}
}

/**
 * Returns a function that creates the reader of an item.
 *
 * @param now the moment that all items of this run share, in the workflow's zone
 * @param labels the parameters' names as the editor shows them, for errors
 * @param tidy converts the results of expressions; by default, they stay as they are
 */
export function itemReaders(
	ctx: IExecuteFunctions,
	now: DateTime,
	labels: ReadonlyMap<string, string>,
	tidy: Normalize = (_, value) => value,
): (index: number) => ItemReader {
	const items = ctx.getInputData();
	const run = new RunParameters(ctx, now, labels, tidy);
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
