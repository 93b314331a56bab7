import type { Operation, Resource } from '../operation';
import { campaign } from './campaign';
import { canvas } from './canvas';
import { email } from './email';
import { message } from './message';
import { segment } from './segment';
import { sms } from './sms';
import { subscriptionGroup } from './subscriptionGroup';
import { user } from './user';

/** Everything the node can do. */
export const resources: readonly Resource[] = [campaign, canvas, email, message, segment, sms, subscriptionGroup, user];

/** Finds an operation by the values that a workflow was saved with. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
