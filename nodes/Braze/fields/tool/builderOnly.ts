import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../schemas/inputError';
import { isObject } from '../../schemas/json';

/**
 * An AI agent may say whom a message names, what it says and when it goes out. Whether everyone, an audience or a
 * segment is reached, and what keeps a run from going wrong, is fixed by whoever builds the workflow: a model that
 * reads strangers' texts must not be talked into a broadcast. So these parameters may hold no expression that anything
 * the model says, or the input, can get into.
 */
const TARGET = ['resource', 'operation', 'sendTo', 'confirmBroadcast', 'specifyAudience', 'audience', 'audienceGroups', 'audienceMatch', 'segmentId'];

/** Options that decide who is reached, how often, and whether at all. */
const SAFETY = ['deduplicateBy', 'dryRun', 'ignoreFrequencyCapping', 'recipientLimit', 'recipientSubscriptionState', 'resendUnclear', 'testRecipients'];

/** What no model may confirm, whatever the operation. */
const CONFIRMATIONS = ['confirmDeletion'];

/** What an expression may use: the clock, and what belongs to the workflow or the instance. */
const FIXED = ['$now', '$today', '$vars', '$workflow', '$execution'];

const PLAIN = new Set([...FIXED, 'DateTime', 'Math', 'Number', 'String', 'true', 'false', 'null', 'undefined']);

/**
 * Refuses a tool whose builder left the target, a confirmation or a safety option to the model.
 *
 * @param saved the parameters as the workflow holds them
 * @param fields the parameters of the operation
 * @throws {InputError} naming the first such parameter
 */
export function refuseModelChoices(saved: INodeParameters, fields: readonly INodeProperties[]): void {
	for (const { name } of fields) if (CONFIRMATIONS.includes(name) && !isFixed(saved[name])) refuse(labelOf(fields, name));
	if (!fields.some(({ name }) => name === 'sendTo')) return;
	const options: Record<string, unknown> = isObject(saved.options) ? saved.options : {};
	for (const name of TARGET) if (!isFixed(saved[name])) refuse(labelOf(fields, name));
	const known = fields.find(({ name }) => name === 'options')?.options as INodeProperties[];
	for (const name of SAFETY) if (!isFixed(options[name])) refuse(labelOf(known, name));
}

function refuse(field: string): never {
	throw new InputError(
		field,
		'must be fixed where an AI agent uses the node, but its expression can depend on what the agent says',
		`Whoever builds the workflow has to choose it in the editor, or use nothing but ${FIXED.join(', ')} in it. The agent cannot mend this.`,
	);
}

const labelOf = (fields: readonly INodeProperties[], name: string): string =>
	fields.find((field) => field.name === name)?.displayName ?? (name === 'resource' ? 'Resource' : 'Operation');

/** Whether no expression in a saved value can give something else from one call to the next, but for the clock. */
function isFixed(value: unknown): boolean {
	if (typeof value === 'string') return !value.startsWith('=') || isFixedExpression(value);
	if (typeof value !== 'object' || value === null) return true;
	return Object.values(value).every(isFixed);
}

/**
 * Knows what is allowed instead of what is not: n8n has many names for the input, and old spellings of them. Anything
 * that is not understood is refused.
 */
function isFixedExpression(text: string): boolean {
	// Code and Code nodes can write custom data of the execution, with whatever a model said.
	if (/customData/i.test(text)) return false;
	if ((text.match(/\$[A-Za-z_$(]\w*/g) ?? []).some((name) => !PLAIN.has(name))) return false;
	return (text.match(/\{\{[^]*?(\}\}|$)/g) ?? []).every(isPlainCode);
}

function isPlainCode(braced: string): boolean {
	const code = braced.replace(/'[^'\\\n]*'|"[^"\\\n]*"/g, '0').replace(/\.{3}/g, ' ');
	// What is left of quotes, escapes and comments could hide anything.
	if (/['"`\\]|\/[/*]/.test(code)) return false;
	const withoutKeys = code.replace(/([{,]\s*)[A-Za-z_]\w*\s*:/g, '$1');
	return (withoutKeys.match(/(?<![\w$.])[A-Za-z_$][\w$]*/g) ?? []).every((name) => PLAIN.has(name));
}
