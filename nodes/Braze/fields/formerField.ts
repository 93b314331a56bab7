import { mapKeys, pick } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

/** Conditions about the saved values beside a field under which the editor shows it. */
type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/**
 * A field that new workflows set elsewhere, but that saved ones may still have. The editor shows it wherever a workflow has
 * it, so that nothing takes effect unseen and it can be removed. Before a node runs, n8n drops values that no shown field
 * declares: the hidden field keeps them.
 *
 * @param present the conditions under which a workflow has it
 */
export function formerField(field: INodeProperties, present: Conditions): INodeProperties[] {
	return [keeper(field, field.default), whilePresent(field, present, '/')];
}

/** The same for an option: whatever is saved is kept, even nothing, which n8n replaces by the default. */
export function formerOption(option: INodeProperties, present: Conditions): INodeProperties[] {
	return [keeper(option, null), whilePresent(option, present, '/options.')];
}

/** It has the name of the field, and what that declares about itself. */
const keeper = (field: INodeProperties, unset: INodeProperties['default']): INodeProperties => ({
	...pick(field, Object.getOwnPropertySymbols(field)),
	displayName: field.displayName,
	name: field.name,
	type: 'hidden',
	default: unset,
});

/** Conditions are paths from the root: n8n 1.123 refuses a node with a field that depends on its own name. */
const whilePresent = (field: INodeProperties, present: Conditions, root: string): INodeProperties => ({
	...field,
	displayOptions: {
		show: { ...field.displayOptions?.show, ...mapKeys(present, (_, name) => `${root}${name}`) },
	},
});

/** There is something, even if it is empty. */
export const EXISTS = { _cnd: { exists: true } } as const;
