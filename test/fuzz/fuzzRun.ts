import {
	LoggerProxy,
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type Logger,
} from 'n8n-workflow';

import type { LoggedRequest } from '../../sandbox/state/requestLog';
import type { Sandbox } from '../../sandbox/server';
import { Braze } from '../../nodes/Braze/Braze.node';
import type { Operation } from '../../nodes/Braze/operation';
import { findOperation } from '../../nodes/Braze/resources';
import type { Bench } from '../support/bench';
import { runBraze, type BrazeResult } from '../support/engine';
import { EXAMPLES } from '../support/examples';
import { HOLE_MARK, NEVER_DATA } from './failures';
import { giveParameters, type Given } from './givenParameters';
import { refusedForForm } from './refusals';
import { Rejections } from './rejections';
import type { FuzzSet } from './sets';
import { valuesIn, wronglyTargeted } from './targets';

/** The API key of the runs: nothing but the header of a request may ever hold it. */
export const MARKED = 'fuzz-7f3c9a51-d20e-4b86-9c4e-0a61b8d2e7f5';

/** How a run ended: sent, stopped by the node, or not even started by n8n. */
export type Ending = 'accepted' | 'refused' | 'refusedByN8n';

/** Words of JavaScript itself: an error that was not written for people. */
const UNWRITTEN =
	/Cannot (read|set|convert|destructure|create|mix)|is not (a function|iterable|a constructor|defined)|call stack|Invalid (time value|array length|string length|count value)|Unexpected (token|end)|circular structure|heap/i;

interface Execution {
	entered: boolean;
	thrown?: unknown;
}

/** Runs sets one after the other against one sandbox, and throws where a promise of the node is broken. */
export class FuzzRuns {
	requests = 0;

	private readonly rejections = new Rejections();

	/** What was logged while a set ran. */
	private readonly logged: string[] = [];

	private execution: Execution = { entered: false };

	constructor(private readonly sandbox: Sandbox) {}

	/** Watches what would otherwise stay unseen. Returns a function that ends that. */
	watch(): () => void {
		const { execute } = Braze.prototype;
		const note = (change: Partial<Execution>) => Object.assign(this.execution, change);
		Braze.prototype.execute = async function (this: never) {
			note({ entered: true });
			const run = execute.call(this);
			void run.catch((error: unknown) => note({ thrown: error }));
			return await run;
		};
		LoggerProxy.init(this.logger());
		const unwatch = this.rejections.watch();
		return () => {
			Braze.prototype.execute = execute;
			unwatch();
			LoggerProxy.init({ error() {}, warn() {}, info() {}, debug() {} } as Logger);
		};
	}

	async run(set: FuzzSet): Promise<Ending> {
		const { sandbox } = this;
		sandbox.reset();
		const prior = await this.prior(set);
		sandbox.requests.length = 0;
		this.execution = { entered: false };
		this.logged.length = 0;
		const { fields } = findOperation(set.resource, set.operation) as Operation;
		const { parameters, json, texts, differs, broken } = giveParameters(set, fields);
		// The same message twice to the same people is an error.
		const copies = set.valid && !differs && sendsMessages(fields) ? 1 : set.copies;
		const each = Array.from({ length: copies }, (_, copy) => copy);
		const items = each.map((copy) => ({ ...set.json, ...prior, ...json(copy) }));
		const result = await this.engine(set, parameters, items);
		this.requests += sandbox.requests.length;
		this.expectNoCrash();
		if (!result) return 'refusedByN8n';
		const input = {
			parameters: set.parameters,
			values: valuesIn([set.parameters, parameters, items, each.map(texts), ['customer', 'crm']]),
		};
		for (const request of sandbox.requests) {
			if (broken === 'selector') expectNoHole(request);
			this.expectGoodRequest(request, set, input);
		}
		this.expectNoKey(result);
		const valid = set.valid && (broken === undefined || mayGoOut(set, broken));
		return this.ending({ ...set, copies, valid }, result);
	}

	private logger(): Logger {
		const log = (message: string, metadata?: object) =>
			this.logged.push(message, JSON.stringify(metadata ?? {}));
		return { error: log, warn: log, info: log, debug: log } as unknown as Logger;
	}

	/** What has to be there first. */
	private async prior({ resource, operation }: FuzzSet): Promise<IDataObject> {
		const bench = {
			sandbox: this.sandbox,
			run: async (parameters: Record<string, unknown>) => {
				const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
				return await runBraze({
					credential: this.credential(),
					parameters: Object.fromEntries(given) as INodeParameters,
				});
			},
		};
		const [first] = (await EXAMPLES[resource][operation].before?.(bench as unknown as Bench)) ?? [{}];
		return first;
	}

	private credential() {
		return { apiKey: MARKED, instance: 'custom', url: this.sandbox.url };
	}

	private async engine(
		{ resource, operation, onError, mode }: FuzzSet,
		parameters: INodeParameters,
		items: IDataObject[],
	): Promise<BrazeResult | undefined> {
		const saved = { resource, operation, ...parameters } as INodeParameters;
		const run = runBraze({
			parameters: saved,
			items,
			settings: { onError },
			mode,
			credential: this.credential(),
		});
		const result = await run.catch((error: unknown) => ({ failed: String(error) }));
		if ('run' in result) return result;
		if (this.execution.entered) throw new Error(`the engine failed after the node ran: ${result.failed}`);
		return undefined;
	}

	private expectNoCrash(): void {
		this.rejections.expectNone();
		const { thrown } = this.execution;
		if (thrown === undefined) return;
		if (!(thrown instanceof NodeApiError || thrown instanceof NodeOperationError))
			throw new Error(`an error of another type was thrown: ${String((thrown as Error).stack ?? thrown)}`);
		expectWritten(thrown.message, thrown.description);
	}

	private expectGoodRequest(
		request: LoggedRequest,
		set: FuzzSet,
		input: Parameters<typeof wronglyTargeted>[1],
	): void {
		const at = `${request.method} ${request.path}`;
		if (request.path.startsWith('/segment-export/')) {
			// Storage, which is not Braze, never gets the key.
			if (JSON.stringify(request).includes(MARKED)) throw new Error(`${at}: the key went to storage`);
			return;
		}
		const { uncombined, intercept, endpoint } = findOperation(set.resource, set.operation) ?? {};
		const expected = [endpoint, uncombined?.endpoint].some(
			(one) => one && one.method === request.method && matches(one.path, request.path),
		);
		// Writing profiles only marks responses.
		const sendsMore = intercept !== undefined && endpoint?.path !== '/users/track';
		const besides = sendsMore && BESIDES.test(request.path);
		if (!expected && !besides && !LOOK_UPS.test(request.path))
			throw new Error(`${at}: is not the endpoint of this operation`);
		const form = refusedForForm(request, set.parameters);
		if (form !== undefined)
			throw new Error(`${at}: refused for its form: ${form}; body ${request.rawBody.slice(0, 600)}`);
		const target = wronglyTargeted(request, input);
		if (target !== undefined) throw new Error(`${at}: ${target}; body ${request.rawBody.slice(0, 600)}`);
		const elsewhere = JSON.stringify([request.path, request.query, request.rawBody]);
		if (elsewhere.includes(MARKED)) throw new Error(`${at}: the key is in more than the header`);
		if (Object.keys(request.headers).some((name) => name === 'x-injected'))
			throw new Error(`${at}: a header was injected`);
	}

	private expectNoKey(result: BrazeResult): void {
		const { thrown } = this.execution;
		const shown = [
			JSON.stringify(result.run),
			JSON.stringify(result.hints),
			...(thrown instanceof Error ? [thrown.message, String(thrown.stack), JSON.stringify(thrown)] : []),
		];
		if (shown.some((text) => text.includes(MARKED))) throw new Error('the key is in the execution');
		if (this.logged.some((text) => text.includes(MARKED))) throw new Error('the key was logged');
		if (({} as { polluted?: unknown }).polluted !== undefined || Object.keys(Object.prototype).length > 0)
			throw new Error('the prototype of all objects was changed');
	}

	private ending(set: FuzzSet, result: BrazeResult): Ending {
		if (!this.execution.entered) return 'refusedByN8n';
		const errors = result.failed.map(({ json }) => json.error as IDataObject);
		for (const { message, description } of errors) expectWritten(String(message), String(description));
		const { thrown } = this.execution;
		if (set.valid) {
			const refused = errors.find(({ outcome }) => outcome === 'invalid');
			if (refused) throw new Error(`valid input was refused: ${JSON.stringify(refused)}`);
			if (thrown instanceof NodeOperationError)
				throw new Error(`valid input was refused: ${thrown.message} ${String(thrown.description)}`);
		}
		// A list may be empty: its item yields nothing then, as in n8n's own nodes.
		const lists = findOperation(set.resource, set.operation)?.paging !== undefined;
		if (result.status === 'success' && set.onError === 'continueErrorOutput' && !lists)
			expectEveryItem(set, result);
		return thrown === undefined && errors.length === 0 ? 'accepted' : 'refused';
	}
}

/**
 * What operations ask for around their own request: the catalog of schedule keys, the earlier schedule that is replaced, every
 * series of a list, and how a sync goes.
 */
const BESIDES = /^\/(catalogs(\/|$)|.*(schedule\/delete|data_series|job_sync_status)$)/;

/** What options of other operations look up: they change nothing, whatever is asked. */
const LOOK_UPS =
	/^\/((canvas|campaigns)\/details|users\/track\/status|users\/export\/ids|custom_attributes|events(\/list)?)$/;

/** Whether what failed leaves a text that may be sent. */
const mayGoOut = ({ failing }: FuzzSet, broken: Given['broken']): boolean =>
	broken === 'content' && failing !== undefined && !NEVER_DATA.has(failing.kind);

const sendsMessages = (fields: readonly INodeProperties[]): boolean =>
	fields.some(
		({ name, options = [] }) =>
			name === 'options' && options.some((option) => option.name === 'identicalMessages'),
	);

/** What identifies or selects never goes out with a hole. */
function expectNoHole({ method, path, query, rawBody }: LoggedRequest): void {
	if (JSON.stringify([path, query, rawBody]).includes(HOLE_MARK))
		throw new Error(`${method} ${path}: a selector went out with a hole: ${rawBody.slice(0, 600)}`);
}

/** With On Error: Continue, no item vanishes. */
function expectEveryItem({ copies }: FuzzSet, { ok, failed }: BrazeResult): void {
	const seen = new Set([...ok, ...failed].map(({ pairedItem }) => (pairedItem as { item: number }).item));
	if (ok.length + failed.length > 0 && seen.size !== copies)
		throw new Error(`of ${copies} items, ${seen.size} came out`);
}

function expectWritten(...texts: Array<string | null | undefined>): void {
	const unwritten = texts.find((text) => UNWRITTEN.test(withoutQuotes(text ?? '')));
	if (unwritten) throw new Error(`an error is not written for people: ${unwritten.slice(0, 300)}`);
}

/** What an error quotes is the user's. */
const withoutQuotes = (text: string): string => text.replace(/"[^"]*"|&quot;.*?&quot;/g, '');

function matches(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const parts = path.split('/');
	return (
		wanted.length === parts.length &&
		wanted.every((part, index) => part.startsWith('{') || part === parts[index])
	);
}
