/** Whether Braze accepts a name of an attribute or a property: it is not empty, and does not begin with a dollar sign. */
export const isDataName = (name: string): boolean => name !== '' && !name.startsWith('$');

/** Names that cannot be attributes: with two identifiers, Braze could not tell which profile to write. */
export const IDENTIFYING: ReadonlySet<string> = new Set([
	'external_id',
	'external_user_id',
	'user_alias',
	'alias_name',
	'alias_label',
	'braze_id',
]);

/** Members of an attributes object that decide what Braze does with it. Options of the node set them; data never does. */
const SAFETY: ReadonlySet<string> = new Set(['_update_existing_only', '_merge_objects']);

/** Why a name cannot be an attribute, as the end of "has a name …"; `undefined` if it can. */
export function reservedAs(name: string): string | undefined {
	if (IDENTIFYING.has(name)) return 'identifies a person';
	return SAFETY.has(name) ? 'is a setting of Braze' : undefined;
}
