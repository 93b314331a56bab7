import type { Sandbox } from '../../sandbox/server';

/** The requests that arrived and change something, oldest first: without what a run by hand or a dry run looks up. */
export const sentOf = ({ requests }: Sandbox): Sandbox['requests'] =>
	requests.filter(({ method, path }) => method !== 'GET' && path !== '/users/export/ids');
