import type { Operation, Resource } from '../operation';
import { campaign } from './campaign';
import { canvas } from './canvas';
import { cloudDataIngestion } from './cloudDataIngestion';
import { customAttribute } from './customAttribute';
import { customEvent } from './customEvent';
import { kpi } from './kpi';
import { liveActivity } from './liveActivity';
import { mediaAsset } from './mediaAsset';
import { message } from './message';
import { preferenceCenter } from './preferenceCenter';
import { purchase } from './purchase';
import { sdkAuthentication } from './sdkAuthentication';
import { segment } from './segment';
import { session } from './session';

/** Everything the node can do, by name. */
export const resources: readonly Resource[] = [
	campaign,
	canvas,
	cloudDataIngestion,
	customAttribute,
	customEvent,
	kpi,
	liveActivity,
	mediaAsset,
	message,
	preferenceCenter,
	purchase,
	sdkAuthentication,
	segment,
	session,
];

/** Finds an operation by the values that a workflow was saved with. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
