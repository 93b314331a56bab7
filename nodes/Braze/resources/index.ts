import type { Operation, Resource } from '../operation';
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

/** Everything the node can do, by name. */
export const resources: readonly Resource[] = [
	campaign,
	canvas,
	catalog,
	catalogItem,
	cloudDataIngestion,
	contentBlock,
	customAttribute,
	customEvent,
	email,
	emailTemplate,
	kpi,
	liveActivity,
	mediaAsset,
	message,
	preferenceCenter,
	purchase,
	schedule,
	sdkAuthentication,
	segment,
	session,
	sms,
	subscriptionGroup,
	user,
];

/** Finds an operation by the values that a workflow was saved with. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
