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
	const others = existing.filter((one) => !shown.some((other) => isSame(one, other)));
	const byResource = joined(groups(shown, 'resource'), others);
	const byOperation = joined(groups(shown, 'operation'), others);
	return byOperation.length < byResource.length ? byOperation : byResource;
}

/**
 * The same for what stands in a field that is shown already, with the paths that lead out of it; `undefined` where
 * it is shown whenever the field is. A resource or an operation that decides nothing is not named.
 *
 * @param around the operations that the field is shown for
 */
export function optionsConditions(shown: readonly Shown[], around: readonly Shown[]): Array<Record<string, string[]> | undefined> {
	if (shown.length === around.length) return [undefined];
	return shownFor(shown, around).map((conditions) => {
		const { resource, operation } = conditions;
		const enough = (part: (one: Shown) => boolean) => around.every((one) => !part(one) || covers(conditions, one));
		const named: Record<string, string[]> = {};
		if (!enough((one) => operation.includes(one.operation))) named['/resource'] = resource;
		if (named['/resource'] === undefined || !enough((one) => resource.includes(one.resource))) named['/operation'] = operation;
		return named;
	});
}

const isSame = (one: Shown, other: Shown) => one.resource === other.resource && one.operation === other.operation;

/** One group for each resource, or for each operation. */
function groups(shown: readonly Shown[], by: keyof Shown): Conditions[] {
	return unique(shown.map((one) => one[by])).map((value) => union(shown.filter((one) => one[by] === value)));
}

function union(shown: readonly Shown[]): Conditions {
	return { resource: unique(shown.map(({ resource }) => resource)), operation: unique(shown.map(({ operation }) => operation)) };
}

/** Joins groups as long as no other operation comes in. */
function joined(conditions: readonly Conditions[], others: readonly Shown[]): Conditions[] {
	return conditions.reduce<Conditions[]>((done, next) => {
		const partner = done.find((one) => !others.some((other) => covers(join(one, next), other)));
		return partner ? done.map((one) => (one === partner ? join(one, next) : one)) : [...done, next];
	}, []);
}

function join(one: Conditions, other: Conditions): Conditions {
	return { resource: unique([...one.resource, ...other.resource]), operation: unique([...one.operation, ...other.operation]) };
}

function covers({ resource, operation }: Conditions, one: Shown): boolean {
	return resource.includes(one.resource) && operation.includes(one.operation);
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
