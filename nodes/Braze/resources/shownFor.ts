/** An operation, identified by its values of the parameters Resource and Operation. */
export interface Shown {
	readonly resource: string;
	readonly operation: string;
}

/** n8n's display conditions: a field is shown for every combination of these resources and operations. */
export interface Conditions {
	readonly resource: string[];
	readonly operation: string[];
}

/**
 * Returns as few conditions as possible that show a field exactly once for each of the given operations, and for no
 * other existing operation.
 *
 * @param existing every operation of the node: conditions may include combinations that don't exist
 */
export function shownFor(shown: readonly Shown[], existing: readonly Shown[]): Conditions[] {
	const wanted = new Set(shown.map(keyOf));
	const others = existing.filter((one) => !wanted.has(keyOf(one)));
	const byResource = joined(groups(shown, 'resource'), others);
	if (byResource.length === 1) return byResource;
	const byOperation = joined(groups(shown, 'operation'), others);
	return byOperation.length < byResource.length ? byOperation : byResource;
}

/**
 * The same for fields inside a field that is already shown, using paths from the root. `undefined` if they are shown
 * whenever that field is. Resources and operations that make no difference are omitted.
 *
 * @param outer the operations that the outer field is shown for
 */
export function optionsConditions(
	shown: readonly Shown[],
	outer: readonly Shown[],
): Array<Record<string, string[]> | undefined> {
	if (shown.length === outer.length) return [undefined];
	return shownFor(shown, outer).map((conditions) => {
		const { resource, operation } = conditions;
		const enough = (part: (one: Shown) => boolean) =>
			outer.every((one) => !part(one) || covers(conditions, one));
		const named: Record<string, string[]> = {};
		if (!enough((one) => operation.includes(one.operation))) named['/resource'] = resource;
		if (named['/resource'] === undefined || !enough((one) => resource.includes(one.resource)))
			named['/operation'] = operation;
		return named;
	});
}

const keyOf = ({ resource, operation }: Shown) => `${resource}.${operation}`;

/** Groups operations by resource, or by operation. */
function groups(shown: readonly Shown[], by: keyof Shown): Conditions[] {
	return unique(shown.map((one) => one[by])).map((value) => union(shown.filter((one) => one[by] === value)));
}

function union(shown: readonly Shown[]): Conditions {
	return {
		resource: unique(shown.map(({ resource }) => resource)),
		operation: unique(shown.map(({ operation }) => operation)),
	};
}

/** Joins groups as long as that doesn't include any other operation. */
function joined(conditions: readonly Conditions[], others: readonly Shown[]): Conditions[] {
	const done: Conditions[] = [];
	for (const next of conditions) {
		const at = done.findIndex((one) => isFree(join(one, next), others));
		if (at < 0) done.push(next);
		else done[at] = join(done[at], next);
	}
	return done;
}

const isFree = (conditions: Conditions, others: readonly Shown[]) =>
	!others.some((other) => covers(conditions, other));

function join(one: Conditions, other: Conditions): Conditions {
	return {
		resource: unique([...one.resource, ...other.resource]),
		operation: unique([...one.operation, ...other.operation]),
	};
}

function covers({ resource, operation }: Conditions, one: Shown): boolean {
	return resource.includes(one.resource) && operation.includes(one.operation);
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
