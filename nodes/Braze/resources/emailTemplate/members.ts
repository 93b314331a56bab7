import type { INodeProperties } from 'n8n-workflow';

import { readTagNames, tagNamesField, type MemberReaders } from '../../fields/content/givenMembers';
import { readAnyText, readBoolean, readLimitedText, readText } from '../../fields/values';
import { content, identifies } from '../../fields/declarations';

const MAX_BODY_KB = 400;

/** The name of an email template. */
export const nameField: INodeProperties = identifies({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Weekly newsletter',
	description: 'The name of the template in Braze',
});

/** The subject line of an email template. */
export const subjectField: INodeProperties = content({
	displayName: 'Subject',
	name: 'subject',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your order is on its way',
	description: 'The subject line',
});

/** The body of an email template. */
export const bodyField: INodeProperties = content({
	displayName: 'HTML Body',
	name: 'htmlBody',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	placeholder: 'e.g. <p>Hello</p>',
	description:
		'The content as HTML, up to 400 KB. Enter Liquid in Fixed mode: in an expression, n8n evaluates double braces itself.',
});

const inlineCssField: INodeProperties = {
	displayName: 'Inline CSS',
	name: 'inlineCss',
	type: 'boolean',
	default: true,
	description:
		'Whether Braze inlines the CSS into the HTML. Without this field, the workspace setting applies.',
};

const plaintextField: INodeProperties = content({
	displayName: 'Plaintext Body',
	name: 'plaintextBody',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	description: 'The content for email clients that do not show HTML',
});

const preheaderField: INodeProperties = content({
	displayName: 'Preheader',
	name: 'preheader',
	type: 'string',
	default: '',
	description: 'The preview text that some email clients show next to the subject',
});

/** Optional fields of an email template. */
export const optionalFields: INodeProperties[] = [
	inlineCssField,
	plaintextField,
	preheaderField,
	tagNamesField,
];

/** How the fields of an email template become members of the body. */
export const READERS = {
	htmlBody: ['body', (value) => readLimitedText(bodyField.displayName, value, MAX_BODY_KB)],
	inlineCss: ['should_inline_css', (value) => readBoolean(inlineCssField.displayName, value, true)],
	name: ['template_name', (value) => readText(nameField.displayName, value).trim()],
	plaintextBody: ['plaintext_body', (value) => readAnyText(plaintextField.displayName, value)],
	preheader: ['preheader', (value) => readAnyText(preheaderField.displayName, value)],
	subject: ['subject', (value) => readText(subjectField.displayName, value)],
	tagNames: ['tags', readTagNames],
} satisfies MemberReaders;
