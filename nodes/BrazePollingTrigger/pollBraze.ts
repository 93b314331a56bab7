import { DateTime } from 'luxon';
import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { InputError } from '../Braze/input/inputError';
import { isObject } from '../Braze/input/object';
import { connect } from '../Braze/transport/connection';
import { lookupError, readLookup } from '../Braze/transport/lookup';
import { findWatch } from './watches/index';
import type { Watch } from './watches/watch';

/** Half of n8n's shortest polling interval, so that a hanging request ends before the next poll. */
const TIMEOUT_MS = 30_000;

/** What is stored between two polls. */
interface StoredState {
	readonly key: string;
	/**
	 * When the poll that stored the state began, in milliseconds since 1970. A poll that began earlier but ends later
	 * must not change the state.
	 */
	readonly asOf: number;
	readonly state: IDataObject;
}

/**
 * Polls Braze once. The first poll after activation, or after a change of the settings, only stores the current state
 * and starts nothing. A test in the editor returns a sample and stores nothing.
 *
 * @throws {NodeOperationError} if the settings are invalid or there is nothing to watch
 * @throws {NodeApiError} if Braze doesn't return what is watched
 */
export async function pollBraze(ctx: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const found = await poll(ctx).catch((error: unknown) => toNodeError(ctx, error));
	if (found instanceof Error) throw found;
	return found.length === 0 ? null : [found.map((json) => ({ json }))];
}

async function poll(ctx: IPollFunctions): Promise<readonly IDataObject[]> {
	const watch = findWatch(ctx.getNodeParameter('watch'));
	if (!watch)
		throw new InputError(
			'Watch',
			'is not known',
			'Choose one from the list. The workflow may come from a newer version of this node.',
		);
	const now = DateTime.now();
	const request = watch.poll((name) => ctx.getNodeParameter(name, ''), now);
	const answer = await ask(ctx, watch, request.query);
	if (ctx.getMode() === 'manual') return request.sample(answer);
	// No await from here on, so that overlapping polls see each other's state.
	const memory = ctx.getWorkflowStaticData('node');
	const kept = isStoredState(memory.kept) && memory.kept.key === request.key ? memory.kept : undefined;
	if (kept && kept.asOf > now.toMillis()) return [];
	const { items, state } = request.compare(answer, kept?.state);
	memory.kept = { key: request.key, asOf: now.toMillis(), state };
	return items;
}

async function ask(ctx: IPollFunctions, { endpoint, list }: Watch, query: IDataObject): Promise<IDataObject> {
	const { method, path } = endpoint;
	const connection = await connect(ctx, TIMEOUT_MS);
	const found = readLookup(await connection.send({ method, path, query }), { [list]: 'list' }, endpoint);
	if ('failure' in found) throw lookupError(ctx.getNode(), found.failure);
	return found.body;
}

function toNodeError(ctx: IPollFunctions, error: unknown): Error {
	if (error instanceof InputError)
		return new NodeOperationError(ctx.getNode(), error.message, { description: error.resolution });
	return error instanceof Error ? error : new NodeOperationError(ctx.getNode(), String(error));
}

function isStoredState(value: unknown): value is StoredState {
	return (
		isObject(value) &&
		typeof value.key === 'string' &&
		typeof value.asOf === 'number' &&
		isObject(value.state)
	);
}
