import { WELCOME_TEMPLATE_ID } from '../../../sandbox/seeds/templates';
import { byId } from '../kinds';
import type { Example } from './example';

const TEMPLATE = { templateId: byId(WELCOME_TEMPLATE_ID) };

export const emailTemplate: Record<string, Example> = {
	getMany: { parameters: {} },
	get: { parameters: TEMPLATE },
	create: { parameters: { name: 'Sale', subject: 'Sale', htmlBody: '<p>Hi</p>' } },
	update: { parameters: { ...TEMPLATE, updateFields: { subject: 'Hi' } } },
};
