import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../input/inputError';
import { isObject } from '../../input/object';
import type { Verb } from '../../transport/endpoint';
import { declaration } from '../declarations';
import { FIXED_ROOTS, isFixedExpression } from './fixedExpression';

/**
 * Marks fields that an AI agent's model must not choose. The model may choose named recipients, and the content and
 * time of a message. Only the person who builds the workflow decides whether an audience, a segment or everyone is
 * reached, confirms what can't be undone, and sets safety options: a model that reads text from strangers must not be
 * talked into a broadcast. So these fields must not contain an expression that the model or the input can influence.
 */
const BUILDERS_CHOICE = declaration<'target' | 'other'>("builder's choice");

/**
 * Declares that a field decides who is reached apart from named people, where data is sent or kept, or which address
 * n8n's own server calls. Then the person who builds the workflow must choose the operation, too.
 */
export const target = (field: INodeProperties): INodeProperties => BUILDERS_CHOICE.add(field, 'target');

/** Declares that a field confirms something, or decides who is reached, how often, or whether anything is sent. */
export const builderOnly = (field: INodeProperties): INodeProperties => BUILDERS_CHOICE.add(field, 'other');

/** Whether a field declares that it is {@link builderOnly} or a {@link target}. */
export const isBuilderOnly = (field: INodeProperties): boolean => BUILDERS_CHOICE.of(field) !== undefined;

/** The verbs of operations that delete something, or that a model must not apply to just anyone. */
const DESTRUCTIVE: ReadonlySet<Verb> = new Set<Verb>(['blocked', 'deleted', 'merged', 'removed']);

/** Whether a model may choose what an operation affects only if the person who builds the workflow allows it. */
export const isDestructive = (verb: Verb): boolean => DESTRUCTIVE.has(verb);

/** Whether an operation has a {@link target}, or cannot be undone. */
export const isGuarded = (fields: readonly INodeProperties[], verb: Verb): boolean =>
	isDestructive(verb) ||
	[...fields, ...optionsIn(fields)].some((field) => BUILDERS_CHOICE.of(field) === 'target');

/**
 * Refuses a tool that leaves the target, a confirmation or a safety option to the model.
 *
 * @param saved the parameters as saved in the workflow
 * @param fields the parameters of the operation
 * @param verb what the operation does
 * @throws {InputError} naming the first such parameter
 */
export function refuseModelChoices(
	saved: INodeParameters,
	fields: readonly INodeProperties[],
	verb: Verb,
): void {
	const options: Record<string, unknown> = isObject(saved.options) ? saved.options : {};
	const isAllGuarded = isDestructive(verb) && options.allowAgentChoice !== true;
	if (isGuarded(fields, verb)) refuseOpen(saved, OPERATION_FIELDS);
	refuseOpen(saved, fields.filter(isAllGuarded ? hasOwnValue : isBuilderOnly));
	refuseOpen(options, optionsIn(fields).filter(isBuilderOnly));
}

/** The fields that choose the operation. */
const OPERATION_FIELDS = [
	{ name: 'resource', displayName: 'Resource' },
	{ name: 'operation', displayName: 'Operation' },
];

const hasOwnValue = ({ name, type }: INodeProperties): boolean => name !== 'options' && type !== 'notice';

/** The options of an operation. */
export const optionsIn = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields.flatMap(({ name, options = [] }) => (name === 'options' ? (options as INodeProperties[]) : []));

/** Throws for the first field whose saved value contains an expression that is not fixed. */
function refuseOpen(
	saved: Readonly<Record<string, unknown>>,
	fields: ReadonlyArray<Pick<INodeProperties, 'name' | 'displayName'>>,
): void {
	const open = fields.find(({ name }) => !isFixed(saved[name]));
	if (!open) return;
	throw new InputError(
		open.displayName,
		'must be fixed when an AI agent uses the node, but its expression can depend on what the agent says',
		`The person who builds the workflow has to set it in the editor, or use only ${FIXED_ROOTS.join(', ')} in it. The agent cannot fix this.`,
	);
}

/** Whether no expression in a saved value can change between calls, except with the clock. */
function isFixed(value: unknown): boolean {
	if (typeof value === 'string') return !value.startsWith('=') || isFixedExpression(value);
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every(isFixed);
}
