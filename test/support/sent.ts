import type { Sandbox } from '../../sandbox/server';

/**
 * The requests that arrived and change something, oldest first: without the lookups of manual executions and dry runs.
 */
export const sentOf = ({ requests }: Sandbox): Sandbox['requests'] =>
	requests.filter(({ method, path }) => method !== 'GET' && path !== '/users/export/ids');
