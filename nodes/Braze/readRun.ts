import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { replaceWithTestRecipients } from './delivery/checks/testRecipients';
import type { Combine, Entry, Envelope } from './delivery/entry';
import { pathOf } from './delivery/plan/brazeRequest';
import { oversizedPart } from './delivery/plan/parts';
import type { ItemEntry } from './delivery/plan/parts';
import { type Reason, reasonOf, rejectEach, type Rejected, type Skipped } from './delivery/rejections';
import { EMPTY_RUN, type Run } from './delivery/runRecord';
import { isProduction, isTool } from './execution';
import { readDeliveryOptions } from './fields/options/deliveryOptions';
import { offersOption } from './fields/options/optionsCollection';
import { agentArguments } from './fields/tool/agentArguments';
import { refuseModelChoices } from './fields/tool/builderOnly';
import { InputError, isMissing, ItemSkipped, NoFieldError } from './input/inputError';
import { whatItemHas } from './input/missingField';
import { itemReaders } from './inputItems';
import type { ItemReader } from './itemReader';
import type { Operation } from './operation';
import { type Endpoint, verbOf } from './transport/endpoint';
import { sentences } from './transport/errorText';
import { neverDataIn } from './input/identifier';
import { describe } from './input/describe';

/** Reads and validates the options of the run and all items. Never throws: problems are in the result. */
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

/** Only an operation that offers the option obeys it. */
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

/** What becomes of the items, each list in input order. */
interface ReadEntries {
	readonly entries: ItemEntry[];
	/** Items that cannot be sent. */
	readonly rejected: Rejected[];
	/** Items that the user wants skipped. */
	readonly skipped: Skipped[];
}

/** How an operation reads an item, and what its requests have to respect. */
interface Reading extends Pick<Operation, 'entry'> {
	readonly endpoint: Pick<Endpoint, 'path'>;
	readonly combine?: Combine;
}

/**
 * Reads and validates all items before anything is sent. Nothing is thrown: an item that cannot be read is rejected
 * with the reason, or skipped if the user chose so.
 */
export function readEntries(
	count: number,
	readers: (index: number) => ItemReader,
	reading: Reading,
): ReadEntries {
	const read: ReadEntries = { entries: [], rejected: [], skipped: [] };
	for (let item = 0; item < count; item++) {
		const given = readers(item);
		try {
			read.entries.push({ item, entry: readEntry(given, reading) });
		} catch (error) {
			if (error instanceof ItemSkipped) read.skipped.push({ item, reason: error.reason });
			else read.rejected.push({ item, ...reasonFor(given, error) });
		}
	}
	return read;
}

/** Why an item cannot be sent, with what it has in place of a field that it lacks. */
function reasonFor(item: ItemReader, error: unknown): Reason {
	const { message, resolution = '' } = reasonOf(error);
	const advice = sentences(resolution, whatElse(item, error));
	return { message, ...(advice !== '' && { resolution: advice }) };
}

function whatElse(item: ItemReader, error: unknown): string {
	if (error instanceof NoFieldError) return whatItemHas(item.json, error.names);
	return error instanceof InputError && isMissing(error) ? whatItemHas(item.json, item.fieldsRead()) : '';
}

function readEntry(item: ItemReader, { entry: read, endpoint, combine }: Reading): Entry {
	const entry = read(item);
	item.refuseNothing();
	pathOf(endpoint, entry.envelope);
	const hint = checkValues(entry);
	refuseOversized(entry, combine);
	return hint === undefined ? entry : { ...entry, hints: [...(entry.hints ?? []), hint] };
}

function refuseOversized(entry: Entry, combine: Combine | undefined): void {
	const tooLarge = oversizedPart(entry.envelope, combine ? entry.members : []);
	if (tooLarge === undefined) return;
	throw tooLarge === 'envelope'
		? oversized('This item', 'Send fewer or smaller values, or a shorter audience.')
		: oversized(nameOfMember(entry, tooLarge, combine), 'Send fewer or smaller values.');
}

const oversized = (name: string, resolution: string) =>
	new InputError(name, 'is larger than the 4 MB that Braze accepts in one request', resolution);

/** What errors call a member: items of operations that do not send to recipients have one, or one in each list. */
function nameOfMember(
	{ members = [], uncounted }: Entry,
	position: number,
	combine: Combine | undefined,
): string {
	const lists = combine?.lists;
	if (lists && Object.keys(lists.rules).length > 1) return `This item's ${lists.of(members[position])}`;
	return lists || uncounted || members.length === 1 ? 'This item' : `Recipient ${position + 1}`;
}

/** From here on, a number comes from a calculation: nobody writes an ID as 1e21. */
const NO_ID = 1e21;

/** What was found in envelopes, which many items may share. */
const inEnvelopes = new WeakMap<Envelope, string | undefined>();

/**
 * Looks at every value of an entry once, whatever way it came: by a row, in JSON, or in a field of the input item.
 *
 * @returns a hint about a number beyond 2^53. It was rounded when the database or JSON that it comes from was read,
 * before it came here: identifiers and filters refuse it, other values may be meant. Numbers in the text of a JSON
 * parameter keep their digits, and are none of these (`input/exactJson.ts`).
 * @throws {InputError} naming the member that holds a text which only a failed expression writes
 */
function checkValues({ envelope, members }: Entry): string | undefined {
	const inMembers = firstRounded(members, 'item');
	const rounded = inEnvelope(envelope) ?? inMembers;
	return rounded === undefined
		? undefined
		: `The number in '${rounded}' is too long to be exact: its last digits may have changed before it reached this node. Pass it as text from its source.`;
}

function inEnvelope(envelope: Envelope): string | undefined {
	if (!inEnvelopes.has(envelope)) {
		const { path, query, body } = envelope;
		inEnvelopes.set(envelope, firstRounded({ path, query, body }, ''));
	}
	return inEnvelopes.get(envelope);
}

/** The name of the first member, at any depth, that holds a rounded number, itself or in a list. Refuses text on the way. */
function firstRounded(value: unknown, name: string): string | undefined {
	if (typeof value === 'string') return refuseNeverData(value, name);
	if (typeof value === 'number') return isRounded(value) ? name : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	const isList = Array.isArray(value);
	let found: string | undefined;
	for (const key in value) {
		const inside = firstRounded((value as Record<string, unknown>)[key], isList ? name : key);
		found ??= inside;
	}
	return found;
}

const isRounded = (value: number): boolean =>
	Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER && Math.abs(value) < NO_ID;

function refuseNeverData(text: string, name: string): undefined {
	const sign = neverDataIn(text);
	if (sign === undefined) return undefined;
	throw new InputError(
		name,
		`contains ${describe(sign)}`,
		'An expression or an earlier step wrote it in place of a value. Check where it comes from.',
	);
}
