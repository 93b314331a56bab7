import type { IExecuteFunctions } from 'n8n-workflow';

import { isCalledDirectly } from '../../toolMode';
import type { Combine, Safety } from '../entry';
import { Ledger } from './ledger';

/**
 * The ledger of this run; `undefined` if it needs none: repeating an idempotent operation does no harm, and a repeated
 * call by an AI agent may be intended.
 *
 * @param name the resource and operation
 */
export function openLedger(
	ctx: IExecuteFunctions,
	name: string,
	{ combine, safety }: { combine?: Combine; safety: Safety },
): Ledger | undefined {
	if (safety === 'idempotent' || isCalledDirectly(ctx)) return undefined;
	return new Ledger(ctx.getContext('node'), runName(ctx, name), combine);
}

/** The operation and the run index: a later run of the node in a loop is not a retry. */
export function runName(ctx: IExecuteFunctions, name: string): string {
	const { $runIndex } = ctx.getWorkflowDataProxy(0) as { $runIndex?: number };
	return `${name}#${$runIndex ?? 0}`;
}
