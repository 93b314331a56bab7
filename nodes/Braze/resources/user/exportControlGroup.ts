import type { Operation } from '../../operation';
import { exportFileFields, readExport } from './exportFile';

/**
 * Starts an export of all users in the Global Control Group.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_global_control_group
 */
export const exportControlGroup: Operation = {
	name: 'Export Global Control Group',
	value: 'exportControlGroup',
	action: 'Export global control group',
	description: 'Start an export of the Global Control Group to a file',
	fields: exportFileFields,
	endpoint: {
		method: 'POST',
		path: '/users/export/global_control_group',
		permission: 'users.export.global_control_group',
		verb: 'exported',
	},
	safety: 'notIdempotent',
	entry: (item) => ({ envelope: { body: readExport(item), subject: 'global control group' } }),
};
