import { mapKeys, pick } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

/** Display conditions: the saved values of other fields with which the editor shows a field. */
type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/**
 * A field that new workflows set elsewhere, but that saved ones may still have. The editor shows it in workflows that
 * have it, so that nothing takes effect unseen and it can be removed. Before a node runs, n8n drops values that no
 * visible or hidden field declares, so a hidden field keeps them.
 *
 * @param present the conditions under which a workflow has it
 */
export function formerField(field: INodeProperties, present: Conditions): INodeProperties[] {
	return [hiddenField(field, field.default), whilePresent(field, present, '/')];
}

/** The same for an option. Any saved value is kept, even null, which n8n replaces with the default. */
export function formerOption(option: INodeProperties, present: Conditions): INodeProperties[] {
	return [hiddenField(option, null), whilePresent(option, present, '/options.')];
}

/** The hidden field, with the name and declarations of the original. */
const hiddenField = (field: INodeProperties, unset: INodeProperties['default']): INodeProperties => ({
	...pick(field, Object.getOwnPropertySymbols(field)),
	displayName: field.displayName,
	name: field.name,
	type: 'hidden',
	default: unset,
});

/**
 * The visible field. Its conditions are paths from the root, because n8n 1.123 refuses a node with a field that depends
 * on its own name.
 */
const whilePresent = (field: INodeProperties, present: Conditions, root: string): INodeProperties => ({
	...field,
	displayOptions: {
		show: { ...field.displayOptions?.show, ...mapKeys(present, (_, name) => `${root}${name}`) },
	},
});

/** The condition that a value exists, even if it is empty. */
export const EXISTS = { _cnd: { exists: true } } as const;
