import type { Operation, Resource } from '../operation';
import { campaign } from './campaign';
import { canvas } from './canvas';
import { catalog } from './catalog';
import { catalogItem } from './catalogItem';
import { contentBlock } from './contentBlock';
import { emailTemplate } from './emailTemplate';
import { message } from './message';
import { segment } from './segment';

/** Everything the node can do. */
export const resources: readonly Resource[] = [campaign, canvas, catalog, catalogItem, contentBlock, emailTemplate, message, segment];

/** Finds an operation by the values that a workflow was saved with. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
