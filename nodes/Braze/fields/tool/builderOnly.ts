import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../input/inputError';
import { isObject } from '../../input/object';
import type { Verb } from '../../transport/endpoint';
import { declaration } from '../declarations';
import { FIXED_ROOTS, isFixedExpression } from './fixedExpression';

/**
 * An AI agent may choose the named recipients, the content and the time of a message. Only the person who builds the
 * workflow decides whether everyone, an audience or a segment is reached, confirms what cannot be undone, and sets the
 * safety options: a model that reads text from strangers must not be talked into a broadcast. So the fields for these must
 * not contain an expression that the model or the input can influence.
 */
const BUILDERS_CHOICE = declaration<'target' | 'other'>("builder's choice");

/**
 * Declares that a field decides who is reached besides the people who are named, where data goes or is kept, or where n8n's
 * own server goes. Whoever builds the workflow also chooses the operation then.
 */
export const target = (field: INodeProperties): INodeProperties => BUILDERS_CHOICE.add(field, 'target');

/** Declares that a field confirms something, or decides who is reached, how often, and whether anything is sent. */
export const builderOnly = (field: INodeProperties): INodeProperties => BUILDERS_CHOICE.add(field, 'other');

/** Whether a field declares that it is {@link builderOnly} or a {@link target}. */
export const isBuilderOnly = (field: INodeProperties): boolean => BUILDERS_CHOICE.of(field) !== undefined;

/** What an operation does that deletes something, or that a model must not do to just anyone. */
const DESTRUCTIVE: ReadonlySet<Verb> = new Set<Verb>(['blocked', 'deleted', 'merged', 'removed']);

/** Whether what an operation does is up to a model only if the person who builds the workflow says so. */
export const isDestructive = (verb: Verb): boolean => DESTRUCTIVE.has(verb);

/** Whether an operation has a {@link target}, or cannot be undone. */
export const isGuarded = (fields: readonly INodeProperties[], verb: Verb): boolean =>
	isDestructive(verb) ||
	[...fields, ...optionsIn(fields)].some((field) => BUILDERS_CHOICE.of(field) === 'target');

/**
 * Refuses a tool whose builder left the target, a confirmation or a safety option to the model.
 *
 * @param saved the parameters as the workflow holds them
 * @param fields the parameters of the operation
 * @param verb what it does
 * @throws {InputError} naming the first such parameter
 */
export function refuseModelChoices(
	saved: INodeParameters,
	fields: readonly INodeProperties[],
	verb: Verb,
): void {
	const options: Record<string, unknown> = isObject(saved.options) ? saved.options : {};
	const isAllGuarded = isDestructive(verb) && options.allowAgentChoice !== true;
	if (isGuarded(fields, verb)) refuseOpen(saved, CHOOSERS);
	refuseOpen(saved, fields.filter(isAllGuarded ? hasOwnValue : isBuilderOnly));
	refuseOpen(options, optionsIn(fields).filter(isBuilderOnly));
}

/** The fields that choose the operation. */
const CHOOSERS = [
	{ name: 'resource', displayName: 'Resource' },
	{ name: 'operation', displayName: 'Operation' },
];

const hasOwnValue = ({ name, type }: INodeProperties): boolean => name !== 'options' && type !== 'notice';

/** The options of an operation. */
export const optionsIn = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields.flatMap(({ name, options = [] }) => (name === 'options' ? (options as INodeProperties[]) : []));

/** Throws for the first of the fields that an expression which is not fixed decides about. */
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

/** Whether no expression in a saved value can change from call to call, except by the clock. */
function isFixed(value: unknown): boolean {
	if (typeof value === 'string') return !value.startsWith('=') || isFixedExpression(value);
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every(isFixed);
}
