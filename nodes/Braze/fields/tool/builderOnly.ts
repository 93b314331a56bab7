import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../schemas/inputError';
import { isObject } from '../../schemas/json';

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

/** Confirmations of operations that cannot be undone: nothing is sent until they are on. */
const CONFIRMATIONS = ['confirmDelete', 'confirmMerge', 'confirmRemove'];

/** Options that decide who is reached, how often, and whether anything is sent. */
const SAFETY = [
	'allowAgentChoice',
	'deduplicateBy',
	'dryRun',
	'ifKeyExists',
	'ignoreFrequencyCapping',
	'recipientLimit',
	'recipientSubscriptionState',
	'resendUnclear',
	'scheduleKeyCatalog',
	'testRecipients',
];

/** What an expression may use: the clock, and what belongs to the workflow or the instance. */
const FIXED = ['$now', '$today', '$vars', '$workflow', '$execution'];

const PLAIN = new Set([
	...FIXED,
	'DateTime',
	'Math',
	'Number',
	'String',
	'true',
	'false',
	'null',
	'undefined',
]);

/**
 * Refuses a tool whose builder left the target, a confirmation or a safety option to the model.
 *
 * @param saved the parameters as the workflow holds them
 * @param fields the parameters of the operation
 * @throws {InputError} naming the first such parameter
 */
export function refuseModelChoices(saved: INodeParameters, fields: readonly INodeProperties[]): void {
	const options: Record<string, unknown> = isObject(saved.options) ? saved.options : {};
	const targets = targetsOf(fields, options.allowAgentChoice === true);
	if (targets.length === 0) return;
	for (const name of targets) if (!isFixed(saved[name])) refuse(labelOf(fields, name));
	const known = fields.find(({ name }) => name === 'options')?.options as INodeProperties[];
	for (const name of SAFETY) if (!isFixed(options[name])) refuse(labelOf(known, name));
}

/** The parameters that a model must not choose; none where an operation reaches only those that the item names. */
function targetsOf(fields: readonly INodeProperties[], agentMayChoose: boolean): readonly string[] {
	const names = fields.map(({ name }) => name);
	const confirmed = names.filter((name) => CONFIRMATIONS.includes(name));
	if (confirmed.length > 0) {
		const people = fields
			.filter(({ name, type }) => name !== 'options' && type !== 'notice')
			.map(({ name }) => name);
		return ['resource', 'operation', ...(agentMayChoose ? confirmed : people)];
	}
	return names.includes('sendTo') ? TARGET : [];
}

function refuse(field: string): never {
	throw new InputError(
		field,
		'must be fixed when an AI agent uses the node, but its expression can depend on what the agent says',
		`The person who builds the workflow has to set it in the editor, or use only ${FIXED.join(', ')} in it. The agent cannot fix this.`,
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

/**
 * Uses an allowlist, not a blocklist: n8n has many names for the input, and old spellings of them. Anything that is
 * not understood is refused.
 */
function isFixedExpression(text: string): boolean {
	// Code nodes can write a model's text into the custom data of the execution.
	if (/customData/i.test(text)) return false;
	if ((text.match(/\$[A-Za-z_$(]\w*/g) ?? []).some((name) => !PLAIN.has(name))) return false;
	return (text.match(/\{\{[^]*?(\}\}|$)/g) ?? []).every(isPlainCode);
}

function isPlainCode(braced: string): boolean {
	const code = braced.replace(/'[^'\\\n]*'|"[^"\\\n]*"/g, '0').replace(/\.{3}/g, ' ');
	// Leftover quotes, escapes and comments could hide anything.
	if (/['"`\\]|\/[/*]/.test(code)) return false;
	const withoutKeys = code.replace(/([{,]\s*)[A-Za-z_]\w*\s*:/g, '$1');
	return (withoutKeys.match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) ?? []).every((name) => PLAIN.has(name));
}
