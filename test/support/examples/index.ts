import { campaign } from './campaign';
import { canvas } from './canvas';
import { catalog } from './catalog';
import { catalogItem } from './catalogItem';
import { cloudDataIngestion } from './cloudDataIngestion';
import { contentBlock } from './contentBlock';
import { customAttribute } from './customAttribute';
import { customEvent } from './customEvent';
import { email } from './email';
import { emailTemplate } from './emailTemplate';
import type { Example } from './example';
import { kpi } from './kpi';
import { liveActivity } from './liveActivity';
import { mediaAsset } from './mediaAsset';
import { message } from './message';
import { preferenceCenter } from './preferenceCenter';
import { purchase } from './purchase';
import { schedule } from './schedule';
import { sdkAuthentication } from './sdkAuthentication';
import { segment } from './segment';
import { session } from './session';
import { sms } from './sms';
import { subscriptionGroup } from './subscriptionGroup';
import { user } from './user';

export type { Example } from './example';

/** Every operation of the node, by resource and operation. */
export const EXAMPLES: Record<string, Record<string, Example>> = {
	canvas,
	campaign,
	catalog,
	catalogItem,
	contentBlock,
	emailTemplate,
	message,
	cloudDataIngestion,
	liveActivity,
	schedule,
	sdkAuthentication,
	mediaAsset,
	preferenceCenter,
	customAttribute,
	customEvent,
	kpi,
	purchase,
	session,
	segment,
	user,
	subscriptionGroup,
	email,
	sms,
};

/** The examples as a table: resource, operation, example. */
export const EXAMPLE_ROWS = Object.entries(EXAMPLES).flatMap(([resource, operations]) =>
	Object.entries(operations).map(([operation, example]) => [resource, operation, example] as const),
);

/**
 * Operations that are not a single request. Cleaning up takes a lock, reads several times and marks what it removes:
 * its requests are tested with schedule keys. A download is not a request to Braze: it is tested with the exports.
 * Analytics for all are many requests: see allAnalytics.
 */
const APART = ['cleanUpKeys', 'downloadExport', 'getAllAnalytics'];

/** The examples of operations that send a single request to Braze. */
export const SINGLE_REQUEST_ROWS = EXAMPLE_ROWS.filter(([, operation]) => !APART.includes(operation));
