import { randomUUID } from 'crypto';
import type { EmailTemplate } from '../types/catalogs';
import { byteLength, type JsonObject } from '../types/json';
import { stamp } from '../rules/catalogs';
import { refuseOthers } from '../rules/members';
import { isText } from '../people/values';
import { checkTags } from '../rules/tags';
import { makeEmailTemplate } from '../seeds/templates';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { single } from './query';
import { listPart } from './templateList';

/**
 * Email templates (post_create_email_template.md and its siblings). Error texts that its table doesn't list are
 * guesses.
 */

const MAX_BODY_BYTES = 400 * 1024;

const WRITABLE = [
	'template_name',
	'subject',
	'body',
	'plaintext_body',
	'preheader',
	'tags',
	'should_inline_css',
];

const list: Endpoint = {
	method: 'GET',
	path: '/templates/email/list',
	permission: 'templates.email.list',
	handle: (call) => {
		const part = listPart(call, 'Template', call.state.emailTemplates, ({ updated_at }) => updated_at);
		const templates = part.map(({ email_template_id, template_name, created_at, updated_at, tags }) => ({
			email_template_id,
			template_name,
			created_at,
			updated_at,
			tags,
		}));
		return { status: 200, body: { count: templates.length, templates, message: 'success' } };
	},
};

const info: Endpoint = {
	method: 'GET',
	path: '/templates/email/info',
	permission: 'templates.email.info',
	handle: (call) => ({
		status: 200,
		body: { ...templateOf(call, single(call, 'email_template_id')), message: 'success' },
	}),
};

const create: Endpoint = {
	method: 'POST',
	path: '/templates/email/create',
	permission: 'templates.email.create',
	handle: (call) => {
		const given = checked(call, {
			template_name: undefined,
			subject: undefined,
			body: undefined,
			...call.body,
		});
		const now = stamp(call.now);
		const id = randomUUID();
		call.state.emailTemplates.push(
			makeEmailTemplate({
				...given,
				email_template_id: id,
				created_at: now,
				updated_at: now,
			} as EmailTemplate),
		);
		return { status: 201, body: { email_template_id: id, message: 'success' } };
	},
};

/** The page doesn't show a success response. */
const update: Endpoint = {
	method: 'POST',
	path: '/templates/email/update',
	permission: 'templates.email.update',
	handle: (call) => {
		const { email_template_id: id, ...given } = call.body;
		const template = templateOf(call, id);
		if (Object.keys(given).length === 0) throw new Refusal(400, 'At least one field to update is required');
		Object.assign(template, checked(call, given), { updated_at: stamp(call.now) });
		return { status: 200, body: { email_template_id: template.email_template_id, message: 'success' } };
	},
};

function templateOf({ state }: Call, id: unknown): EmailTemplate {
	const template = state.emailTemplates.find((one) => one.email_template_id === id);
	if (!template) throw new Refusal(400, 'Invalid email_template_id');
	return template;
}

function checked({ state }: Call, given: JsonObject): JsonObject {
	refuseOthers(given, WRITABLE);
	const blank = (name: string) => name in given && !isText(given[name]);
	if (blank('template_name')) throw new Refusal(400, 'Template name is required');
	if (blank('subject')) throw new Refusal(400, 'Subject is required');
	if (blank('body')) throw new Refusal(400, 'Body is required');
	if (typeof given.body === 'string') {
		if (byteLength(given.body) > MAX_BODY_BYTES) throw new Refusal(400, 'Body is too large');
		refuseUnknownBlocks(
			state.contentBlocks.map(({ name }) => name),
			given.body,
		);
	}
	for (const name of ['plaintext_body', 'preheader']) {
		if (name in given && typeof given[name] !== 'string') throw new Refusal(400, `${name} must be a string`);
	}
	if ('should_inline_css' in given && typeof given.should_inline_css !== 'boolean') {
		throw new Refusal(400, 'Invalid value for should_inline_css. One of true or false was expected');
	}
	if ('tags' in given) checkTags(state, given.tags);
	return given;
}

function refuseUnknownBlocks(known: string[], body: string): void {
	const named = [...body.matchAll(/content_blocks\.\$\{([^}]*)\}/g)].map(([, name]) => name);
	if (!named.every((name) => known.includes(name)))
		throw new Refusal(400, 'Email must have valid Content Block names');
}

export const emailTemplates: Endpoint[] = [list, info, create, update];
