/** An operation, by the values that the parameters Resource and Operation have for it. */
export interface Shown {
	readonly resource: string;
	readonly operation: string;
}

/** Conditions of n8n: a field is shown for each of the resources together with each of the operations. */
export interface Conditions {
	readonly resource: string[];
	readonly operation: string[];
}

/**
 * As few conditions as possible that show a field for the given operations, once each, and for no other that exists.
 *
 * @param existing every operation of the node: conditions may name combinations that do not exist
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
 * The same for fields inside a field that is already shown, with the paths that lead out of it; `undefined` if
 * they are shown whenever that field is. Resources and operations that make no difference are omitted.
 *
 * @param outer the operations that the field is shown for
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

/** One group for each resource, or for each operation. */
function groups(shown: readonly Shown[], by: keyof Shown): Conditions[] {
	return unique(shown.map((one) => one[by])).map((value) => union(shown.filter((one) => one[by] === value)));
}

function union(shown: readonly Shown[]): Conditions {
	return {
		resource: unique(shown.map(({ resource }) => resource)),
		operation: unique(shown.map(({ operation }) => operation)),
	};
}

/** Joins groups as long as that adds no other operation. */
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
