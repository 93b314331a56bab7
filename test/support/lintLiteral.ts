/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the parser belongs to n8n's own lint configuration */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from 'eslint-plugin-n8n-nodes-base';

import { absolute } from './files';

const { configs } = plugin as unknown as {
	configs: Record<'nodes' | 'credentials', { rules: Linter.RulesRecord }>;
};

/**
 * Rules that n8n's own configuration (`@n8n/node-cli/eslint`) switches off, and three that mistake every file for one
 * of their own test files when they run inside jest. These check the class itself, which the real lint run covers.
 */
const SWITCHED_OFF: Linter.RulesRecord = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
	'n8n-nodes-base/node-filename-against-convention': 'off',
	'n8n-nodes-base/node-class-description-display-name-unsuffixed-trigger-node': 'off',
	'n8n-nodes-base/node-class-description-name-unsuffixed-trigger-node': 'off',
};

/** A finding of a lint rule as one line: the rule, its message, and the line of the literal. */
export type Finding = string;

/**
 * Prints a value as a TypeScript literal, formatted like hand-written descriptions, because the rules only read
 * literals.
 */
export function literal(value: unknown, indent = '\t'): string {
	if (Array.isArray(value))
		return block(
			'[',
			']',
			value.map((member) => literal(member, `${indent}\t`)),
			indent,
		);
	if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
	if (typeof value !== 'object' || value === null) return String(value);
	const members = Object.entries(value)
		.filter(([, member]) => member !== undefined)
		.map(
			([key, member]) =>
				`${/^[A-Za-z_]\w*$/.test(key) ? key : `'${key}'`}: ${literal(member, `${indent}\t`)}`,
		);
	return block('{', '}', members, indent);
}

function block(open: string, close: string, members: string[], indent: string): string {
	if (members.length === 0) return open + close;
	return `${open}\n${members.map((member) => `${indent}\t${member},\n`).join('')}${indent}${close}`;
}

/** Lints a text as if it were a file of the package, with the rules that n8n applies to published nodes. */
export function lint(text: string, file: string): Finding[] {
	const lines = text.split('\n');
	const { rules } = file.startsWith('credentials/') ? configs.credentials : configs.nodes;
	const config = {
		files: ['**/*.ts'],
		languageOptions: { parser },
		plugins: { 'n8n-nodes-base': plugin },
		rules: { ...rules, ...SWITCHED_OFF },
	};
	return new Linter({ configType: 'flat' })
		.verify(text, config as unknown as Linter.Config, { filename: absolute(file) })
		.map(
			({ ruleId, message, line }) =>
				`${ruleId ?? 'not parsed'}: ${message} [${lines
					.slice(line - 1, line + 2)
					.join(' ')
					.replace(/\s+/g, ' ')
					.trim()}]`,
		);
}
