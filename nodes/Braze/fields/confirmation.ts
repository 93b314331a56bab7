import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../input/inputError';
import type { ItemReader } from '../itemReader';
import { builderOnly } from './tool/builderOnly';

/** Tells n8n's AI workflow builder to leave confirmations to the user. */
export const LEFT_TO_THE_USER = { propertyHint: 'Leave this off. The user turns it on in the editor.' };

interface Wording {
	/** What is confirmed, as in the label: `Delete`. */
	readonly label: string;
	readonly name: 'confirmDelete' | 'confirmMerge' | 'confirmRemove';
	/** What can't be undone, in one or two sentences. Shown above the switch. */
	readonly warning?: string;
	/** What the switch allows: `the users may be deleted`. */
	readonly consent: string;
}

/** A confirmation. An operation that can't be undone sends nothing until it is on. */
export interface Confirmation {
	readonly fields: INodeProperties[];
	/** Throws an InputError while the switch is off. */
	readonly check: (item: ItemReader) => void;
}

/**
 * Creates the confirmation of an operation. Neither an expression nor an AI agent can turn it on
 * (`fields/tool/builderOnly.ts`).
 */
export function confirmation({ label, name, warning, consent }: Wording): Confirmation {
	const displayName = `Confirm ${label}`;
	return {
		fields: [
			...(warning === undefined
				? []
				: [{ displayName: warning, name: `${name}Notice`, type: 'notice' as const, default: '' }]),
			builderOnly({
				displayName,
				name,
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: `Whether ${consent}. Nothing is sent until this is on.`,
				builderHint: LEFT_TO_THE_USER,
			}),
		],
		check(item) {
			if (item.get(name, false) === true) return;
			throw new InputError(
				displayName,
				'is off',
				'This operation cannot be undone in Braze. To go ahead, turn this on.',
			);
		},
	};
}

/** The option that lets an AI agent choose what is affected. Only the person who builds the workflow can set it. */
export const allowAgentOption: INodeProperties = builderOnly({
	displayName: 'Allow AI Agents to Choose',
	name: 'allowAgentChoice',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether an AI agent that uses this node as a tool may choose what is affected. If off, you have to set it in the workflow.',
});
