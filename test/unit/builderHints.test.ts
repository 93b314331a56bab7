import type { INodeProperties } from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { resources } from '../../nodes/Braze/resources';

/** What n8n's AI workflow builder is told: it must not choose who is reached, nor confirm anything. */

const DECISIONS = /^(mode|sendTo|confirm[A-Z]\w*)$/;

const fields = resources.flatMap(({ operations }) => operations.flatMap(({ fields: own }) => own));

/** Notices have names that begin like the confirmations below them. */
const decisions = fields.filter(({ name, type }) => DECISIONS.test(name) && type !== 'notice');

it('says something about each parameter that decides who is reached, or whether anything is sent', () => {
	expect(new Set(decisions.map(({ name }) => name))).toEqual(
		new Set(['mode', 'sendTo', 'confirmBroadcast', 'confirmDelete', 'confirmMerge', 'confirmRemove']),
	);
	expect(decisions.filter(({ builderHint }) => !builderHint?.propertyHint).map(({ name }) => name)).toEqual(
		[],
	);
});

it('never leaves a confirmation to it', () => {
	const hints = decisions
		.filter(({ name }) => name.startsWith('confirm'))
		.map(({ builderHint }: INodeProperties) => builderHint?.propertyHint);

	expect(new Set(hints)).toEqual(new Set(['Leave this off. The user turns it on in the editor.']));
});

it('has n8n hide push tokens in executions', () => {
	expect(new Braze().description.sensitiveOutputFields).toEqual(['push_tokens[*].token']);
});
