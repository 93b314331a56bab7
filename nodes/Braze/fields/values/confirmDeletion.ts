import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { InputError } from '../../schemas/inputError';

/** The switch without which nothing is deleted; no expression and no AI agent can turn it on. */
export const confirmDeletionField: INodeProperties = {
	displayName: 'Confirm Deletion',
	name: 'confirmDeletion',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether to delete this for good. Nothing is deleted until this is on.',
};

/** Throws an InputError unless the deletion is confirmed. */
export function requireDeletionConfirmed(item: ItemReader): void {
	if (item.get('confirmDeletion', false) === true) return;
	throw new InputError('Confirm Deletion', 'is off', 'Turn it on to delete this for good.');
}
