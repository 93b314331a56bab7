import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../input/inputError';
import { isObject } from '../../input/object';
import type { Verb } from '../../transport/endpoint';
import { FIXED_ROOTS, isFixedExpression } from './fixedExpression';

/**
 * An AI agent may choose the named recipients, the content and the time of a message. Only the person who builds the
 * workflow decides whether everyone, an audience or a segment is reached, confirms what cannot be undone, and sets the
 * safety options: a model that reads text from strangers must not be talked into a broadcast. So these parameters must
 * not contain an expression that the model or the input can influence.
 */
const TARGET = [
	'resource',
	'operation',
	'mode',
	'testRecipients',
	'sendTo',
	'confirmBroadcast',
	'specifyAudience',
	'audience',
	'audienceGroups',
	'audienceMatch',
	'segmentId',
];

/** n8n's own server goes to this address. */
const ADDRESS = ['resource', 'operation', 'downloadUrl'];

/** Confirmations of operations that cannot be undone: nothing is sent until they are on. No option leaves them to a model. */
const CONFIRMATIONS = ['confirmDelete', 'confirmMerge', 'confirmRemove'];

/** What an operation does that deletes something, or that a model must not do to just anyone. */
const DESTRUCTIVE: ReadonlySet<Verb> = new Set<Verb>(['blocked', 'deleted', 'merged', 'removed']);

/** Options that decide who is reached, how often, and whether anything is sent. */
const SAFETY = [
	'allowAgentChoice',
	'allowRepeatedAudiences',
	'deduplicateBy',
	'dryRun',
	'identicalMessages',
	'ifKeyExists',
	'ignoreFrequencyCapping',
	'recipientLimit',
	'recipientSubscriptionState',
	'resendUnclear',
	'scheduleKeyCatalog',
	'testRecipients',
];

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
	const targets = DESTRUCTIVE.has(verb) ? destructiveTargets(fields, options) : targetsOf(fields);
	if (targets.length === 0) return;
	for (const name of targets) if (!isFixed(saved[name])) refuse(labelOf(fields, name));
	const known = fields.find(({ name }) => name === 'options')?.options as INodeProperties[];
	for (const name of SAFETY) if (!isFixed(options[name])) refuse(labelOf(known, name));
}

/** The parameters that a model must not choose; none where an operation reaches only those that the item names. */
function targetsOf(fields: readonly INodeProperties[]): readonly string[] {
	const names = fields.map(({ name }) => name);
	if (names.includes('downloadUrl')) return ADDRESS;
	return names.includes('sendTo') ? TARGET : [];
}

/** The same for an operation that deletes: what it affects, unless its builder leaves that to the model. */
function destructiveTargets(
	fields: readonly INodeProperties[],
	{ allowAgentChoice }: Readonly<Record<string, unknown>>,
): readonly string[] {
	const chosen = fields.filter(({ name, type }) =>
		allowAgentChoice === true ? CONFIRMATIONS.includes(name) : name !== 'options' && type !== 'notice',
	);
	return ['resource', 'operation', ...chosen.map(({ name }) => name)];
}

function refuse(field: string): never {
	throw new InputError(
		field,
		'must be fixed when an AI agent uses the node, but its expression can depend on what the agent says',
		`The person who builds the workflow has to set it in the editor, or use only ${FIXED_ROOTS.join(', ')} in it. The agent cannot fix this.`,
	);
}

const labelOf = (fields: readonly INodeProperties[], name: string): string =>
	fields.find((field) => field.name === name)?.displayName ??
	(name === 'resource' ? 'Resource' : 'Operation');

/** Whether no expression in a saved value can change from call to call, except by the clock. */
function isFixed(value: unknown): boolean {
	if (typeof value === 'string') return !value.startsWith('=') || isFixedExpression(value);
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every(isFixed);
}
