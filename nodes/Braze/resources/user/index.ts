import type { Resource } from '../../operation';
import { cancelSegmentExport } from './cancelSegmentExport';
import { createAlias } from './createAlias';
import { deleteUser } from './delete';
import { downloadExport } from './downloadExport';
import { exportControlGroup } from './exportControlGroup';
import { exportSegment } from './exportSegment';
import { get } from './get';
import { identify } from './identify';
import { merge } from './merge';
import { removeExternalId } from './removeExternalId';
import { renameExternalId } from './renameExternalId';
import { trackEcommerceEvent } from './trackEcommerceEvent';
import { trackEvent } from './trackEvent';
import { trackPurchase } from './trackPurchase';
import { updateAlias } from './updateAlias';
import { upsert } from './upsert';

/** Users: the profiles of people. */
export const user: Resource = {
	name: 'User',
	value: 'user',
	description: 'Profiles: attributes, events, purchases, aliases and exports',
	operations: [
		upsert,
		trackEvent,
		trackPurchase,
		trackEcommerceEvent,
		get,
		identify,
		createAlias,
		updateAlias,
		merge,
		deleteUser,
		renameExternalId,
		removeExternalId,
		exportSegment,
		exportControlGroup,
		downloadExport,
		cancelSegmentExport,
	],
};
