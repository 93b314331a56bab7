import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../Braze/input/object';
import { events, refused, type Source } from './source';

const HOW =
	'In the Braze node that starts the export (User: Export by Segment), set Callback URL to the Production URL (see Webhook URLs), followed by ?secret= and the secret. Braze cannot send headers here: set Sent As to Query Parameter in the credential. User: Download Export then gets the file.';

/**
 * An export of a segment's users is ready to download.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_segment
 */
export const segmentExport: Source = {
	option: {
		name: 'Segment Export Ready',
		value: 'segmentExport',
		description: 'The export file of a segment is ready to download',
	},
	properties: [{ displayName: HOW, name: 'segmentExportNotice', type: 'notice', default: '' }],
	read(body) {
		if (body === undefined) return events();
		if (!isObject(body)) return refused('The body is not an object');
		const { url } = body;
		// Without a link, because the export went to the company's own storage, two exports can't be told apart.
		return events({ json: body as IDataObject, id: typeof url === 'string' && url !== '' ? url : undefined });
	},
};
