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

/** The parameters of one run: which of them are the same for all items, and their values. */
class RunParameters {
	private readonly fixed = new Map<string, boolean>();

	private readonly values = new Map<string, Attempt<unknown>>();

	/** Shared results by the parameters they were computed from; `undefined` if one of those contains an expression. */
	private readonly results = new WeakMap<readonly string[], Attempt<unknown> | undefined>();

	constructor(
		private readonly ctx: IExecuteFunctions,
		private readonly labels: ReadonlyMap<string, string>,
		private readonly tidy: Normalize,
	) {}

	isFixed(name: string): boolean {
		let known = this.fixed.get(name);
		if (known === undefined) {
			known = !holdsExpression(this.ctx.getNode().parameters[name]);
			this.fixed.set(name, known);
		}
		return known;
	}

	read(name: string, index: number, fallback: unknown): unknown {
		const attempted = this.isFixed(name)
			? remember(this.values, name, () => this.ctx.getNodeParameter(name, index, fallback) as unknown)
			: attempt(() => this.ctx.getNodeParameter(name, index, fallback) as unknown);
		if ('value' in attempted) return this.isFixed(name) ? attempted.value : this.tidy(name, attempted.value);
		const detail = attempted.error instanceof Error ? attempted.error.message : String(attempted.error);
		throw new InputError(this.labels.get(name) ?? name, `cannot be evaluated: ${detail}`, 'Check the expression in this parameter.');
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
	const zone = ctx.getTimezone();
	const parameters = new RunParameters(ctx, labels, tidy);
	return (index) => {
		let own: Map<string, unknown> | undefined;
		return {
			index,
			json: items[index].json,
			now,
			zone,
			isFixed: (name) => parameters.isFixed(name),
			get(name, fallback) {
				if (parameters.isFixed(name)) return parameters.read(name, index, fallback);
				own ??= new Map();
				if (!own.has(name)) own.set(name, parameters.read(name, index, fallback));
				return own.get(name);
			},
			shared: (names, compute) => parameters.shared(names, compute),
		};
	};
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

function remember(memory: Map<string, Attempt<unknown>>, key: string, compute: () => unknown): Attempt<unknown> {
	let known = memory.get(key);
	if (!known) {
		known = attempt(compute);
		memory.set(key, known);
	}
	return known;
}
