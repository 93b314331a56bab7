import type { Operation, Resource } from '../operation';
import { canvas } from './canvas';

/** Everything the node can do. */
export const resources: readonly Resource[] = [canvas];

/** Finds an operation by the values that a workflow was saved with. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
