import type { Resource } from '../../operation';
import { getManyOf } from '../template/getMany';
import { create, get, update } from './operations';

/** Email templates: HTML that emails start from. */
export const emailTemplate: Resource = {
	name: 'Email Template',
	value: 'emailTemplate',
	description: 'HTML templates of emails',
	operations: [
		getManyOf({
			action: 'Get many email templates',
			description: 'Get the HTML email templates of the workspace',
			path: '/templates/email/list',
			permission: 'templates.email.list',
			list: 'templates',
		}),
		get,
		create,
		update,
	],
};
