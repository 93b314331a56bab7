import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { checkEntry, type EntryLimits } from './delivery/checks/checkEntry';
import { replaceWithTestRecipients } from './delivery/checks/testRecipients';
import type { Entry } from './delivery/entry';
import type { ItemEntry } from './delivery/plan/requests';
import { type Reason, reasonOf, rejectEach, type Rejected, type Skipped } from './delivery/outcome';
import { EMPTY_RUN, type Run } from './delivery/runRecord';
import { isProduction, isTool } from './execution';
import { readDeliveryOptions } from './fields/options/deliveryOptions';
import { offersOption } from './fields/options/commonOptions';
import { agentArguments } from './fields/tool/agentArguments';
import { refuseModelChoices } from './fields/tool/builderOnly';
import { ItemSkipped, MissingError, NoFieldError } from './input/inputError';
import { whatItemHas } from './input/itemFields';
import { itemReaders } from './inputItems';
import type { ItemReader } from './itemReader';
import type { Operation } from './operation';
import { verbOf } from './transport/endpoint';
import { sentences } from './transport/errorText';

/** Reads and validates the options of the run and all of its items. Never throws: problems become rejected items. */
export function readRun(ctx: IExecuteFunctions, operation: Operation): Run {
	const count = ctx.getInputData().length;
	const { fields, endpoint } = operation;
	try {
		const { parameters } = ctx.getNode();
		if (isTool(ctx)) refuseModelChoices(parameters, fields, verbOf(endpoint));
		const options = readDeliveryOptions(parameters, fields);
		const now = DateTime.now().setZone(ctx.getTimezone());
		const readers = itemReaders(ctx, now, fields, isTool(ctx) ? agentArguments(fields) : undefined);
		const read = readEntries(count, readers, operation);
		const run = { ...EMPTY_RUN, ...read, options, readingMs: Date.now() - now.toMillis() };
		return redirectsToTestRecipients(ctx, operation, run) ? toTestRecipients(run) : run;
	} catch (error) {
		const items = Array.from({ length: count }, (_, item) => ({ item }));
		return { ...EMPTY_RUN, rejected: rejectEach(items, reasonOf(error)) };
	}
}

/** Whether test recipients replace everyone. The option counts only where the operation offers it. */
function redirectsToTestRecipients(ctx: IExecuteFunctions, { fields }: Operation, { options }: Run): boolean {
	if (options?.mode === 'testRecipients') return true;
	if (isProduction(ctx)) return false;
	return offersOption(fields, 'testRecipients');
}

function toTestRecipients(run: Run): Run {
	const testRecipients = run.options?.testRecipients;
	if (!testRecipients) return run;
	const { entries, skipped } = replaceWithTestRecipients(run.entries, testRecipients);
	return { ...run, entries, skipped: [...run.skipped, ...skipped], testRecipients };
}

/** The input items by how reading them went. Each list is in input order. */
interface ReadEntries {
	readonly entries: ItemEntry[];
	/** Items that cannot be sent. */
	readonly rejected: Rejected[];
	/** Items that the user's settings skip. */
	readonly skipped: Skipped[];
}

/** How an operation reads an item, and the limits that its requests must respect. */
type ItemReading = Pick<Operation, 'entry'> & EntryLimits;

/**
 * Reads and validates all items before anything is sent. Never throws: an item that cannot be read is rejected with the
 * reason, or skipped if the user chose that.
 */
export function readEntries(
	count: number,
	readers: (index: number) => ItemReader,
	reading: ItemReading,
): ReadEntries {
	const read: ReadEntries = { entries: [], rejected: [], skipped: [] };
	for (let item = 0; item < count; item++) {
		const given = readers(item);
		try {
			read.entries.push({ item, entry: readEntry(given, reading) });
		} catch (error) {
			const problem = error instanceof ItemSkipped ? (emptyExpressionError(given) ?? error) : error;
			if (problem instanceof ItemSkipped) read.skipped.push({ item, reason: problem.reason });
			else read.rejected.push({ item, ...rejectionReason(given, problem) });
		}
	}
	return read;
}

/** Why an item cannot be sent. If a field is missing, the advice lists the fields that the item does have. */
function rejectionReason(item: ItemReader, error: unknown): Reason {
	const { message, resolution = '' } = reasonOf(error);
	const advice = sentences(resolution, fieldsInstead(item, error));
	return { message, ...(advice !== '' && { resolution: advice }) };
}

function fieldsInstead(item: ItemReader, error: unknown): string {
	if (error instanceof NoFieldError) return whatItemHas(item.json, error.names);
	return error instanceof MissingError ? whatItemHas(item.json, item.fieldsRead()) : '';
}

function readEntry(item: ItemReader, reading: ItemReading): Entry {
	const entry = reading.entry(item);
	item.refuseEmptyExpressions();
	return checkEntry(entry, reading);
}

/** The error for an expression that came out empty, if there is one: an item must not be skipped because of that. */
function emptyExpressionError(item: ItemReader): unknown {
	try {
		item.refuseEmptyExpressions();
		return undefined;
	} catch (error) {
		return error;
	}
}
