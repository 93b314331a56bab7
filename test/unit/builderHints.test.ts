import type { INodeProperties } from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { resources } from '../../nodes/Braze/resources';

/** What n8n's AI workflow builder is told: it must not choose who is reached, nor confirm anything. */

const DECISIONS = /^(sendTo|confirm[A-Z]\w*)$/;

const fields = resources.flatMap(({ operations }) => operations.flatMap(({ fields: own }) => own));

/** Notices have names that begin like the confirmations below them. */
const decisions = fields.filter(({ name, type }) => DECISIONS.test(name) && type !== 'notice');

it('says something about each parameter that decides who is reached, or whether anything is sent', () => {
	expect(new Set(decisions.map(({ name }) => name))).toEqual(
		new Set(['sendTo', 'confirmBroadcast', 'confirmDelete', 'confirmMerge', 'confirmRemove']),
	);
	expect(decisions.filter(({ builderHint }) => !builderHint?.propertyHint).map(({ name }) => name)).toEqual(
		[],
	);
});

it('says it where n8n reads it: a package with a hint at what chooses among nodes is not loaded', () => {
	const { builderHint, properties } = new Braze().description;
	const choosing = [...(properties as INodeProperties[]), ...fields].filter(({ name }) =>
		['mode', 'operation', 'resource'].includes(name),
	);

	expect(choosing.length).toBeGreaterThan(3);
	expect(choosing.filter((field) => field.builderHint)).toEqual([]);
	expect(builderHint?.searchHint).toContain("Mode to 'dryRun'");
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
