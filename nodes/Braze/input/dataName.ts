/** Whether Braze accepts the name of an attribute or property: it must not be empty or begin with a dollar sign. */
export const isDataName = (name: string): boolean => name !== '' && !name.startsWith('$');

/** Names that can't be attributes: with a second identifier, Braze couldn't tell which profile to write. */
export const IDENTIFYING: ReadonlySet<string> = new Set([
	'external_id',
	'external_user_id',
	'user_alias',
	'alias_name',
	'alias_label',
	'braze_id',
]);

/** Members of an attributes object that change how Braze processes it. Only the node's options set them, never data. */
const BRAZE_SETTINGS: ReadonlySet<string> = new Set(['_update_existing_only', '_merge_objects']);

/** Why a name can't be an attribute, phrased to follow "has a name that …"; `undefined` if it can. */
export function reservedAs(name: string): string | undefined {
	if (IDENTIFYING.has(name)) return 'identifies a person';
	return BRAZE_SETTINGS.has(name) ? 'is a setting of Braze' : undefined;
}
