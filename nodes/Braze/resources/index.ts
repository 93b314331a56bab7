import type { Operation, Resource } from '../operation';
import { campaign } from './campaign';
import { canvas } from './canvas';
import { catalog } from './catalog';
import { catalogItem } from './catalogItem';
import { contentBlock } from './contentBlock';
import { customAttribute } from './customAttribute';
import { customEvent } from './customEvent';
import { emailTemplate } from './emailTemplate';
import { kpi } from './kpi';
import { message } from './message';
import { purchase } from './purchase';
import { segment } from './segment';
import { session } from './session';

/** Everything the node can do, by name. */
export const resources: readonly Resource[] = [
	campaign,
	canvas,
	catalog,
	catalogItem,
	contentBlock,
	customAttribute,
	customEvent,
	emailTemplate,
	kpi,
	message,
	purchase,
	segment,
	session,
];

/** Finds an operation by the values that a workflow was saved with. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
