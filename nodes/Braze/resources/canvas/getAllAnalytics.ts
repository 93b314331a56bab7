import type { IDataObject, INodeProperties } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Companion } from '../../delivery/entry';
import type { NotSent, Outcome } from '../../delivery/outcome';
import type { Interceptor, RunContext } from '../../delivery/send/interceptor';
import { sendWithRetry, type SendContext, type SendResult } from '../../delivery/send/sendWithRetry';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { analyticsOutput, variantsOutputField, type SeriesShape } from '../../fields/output/analyticsOutput';
import { editedListFilters, readListFilters } from '../../fields/output/listFilters';
import { periodFields, readPeriod } from '../../fields/output/period';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import type { Endpoint } from '../../transport/endpoint';
import { type Expected, lackIn } from '../../transport/expectedMembers';
import { PAGE_SIZE } from './getMany';
import type { TriggeredKind } from './triggeredKind';

/** The numbers of one Canvas or campaign, of which all are fetched. */
interface Series {
	/** The most days of one request. */
	readonly maxDays: number;
	readonly shape: SeriesShape;
	/** What the response has to contain. */
	readonly contains: Expected;
	/** Options beyond those of every request. */
	readonly options?: INodeProperties[];
	/** What the query has besides the ID and the period. */
	readonly query?: (item: ItemReader) => IDataObject;
}

/** How many series are fetched at the same time: as many as a run begins with elsewhere. */
const AT_ONCE = 10;

/** Where the answer has the series, beside the list that they belong to. */
const SERIES = 'series';

/** The query of each series. */
class SeriesOrder implements Companion {
	constructor(readonly query: IDataObject) {}

	get id(): string {
		return JSON.stringify(this.query);
	}
}

/**
 * Lists Canvases or campaigns and fetches the numbers of each, one output item for each of them and day.
 * https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_analytics
 */
export function getAllAnalyticsOf(kind: TriggeredKind, plural: string, series: Series): Operation {
	const endpoint: Endpoint = {
		method: 'GET',
		path: `${kind.path}/data_series`,
		permission: `${kind.permission}.data_series`,
	};
	return {
		name: 'Get Analytics for All',
		value: 'getAllAnalytics',
		action: `Get daily numbers for all ${plural.toLowerCase()}`,
		description: `Get daily numbers for all ${plural} at once (also needs ${endpoint.permission})`,
		fields: [
			...periodFields(series.maxDays),
			variantsOutputField,
			editedListFilters,
			optionsField([...(series.options ?? []), ...requestOptionFields]),
		],
		endpoint: { method: 'GET', path: `${kind.path}/list`, permission: `${kind.permission}.list` },
		safety: 'idempotent',
		paging: { list: kind.list, style: 'page', size: PAGE_SIZE },
		response: { leftOut: [SERIES] },
		intercept: (context) => analyticsInterceptor(kind, { endpoint, contains: series.contains }, context),
		entry(item) {
			const rows = analyticsOutput(item, series.shape);
			const order = new SeriesOrder({ ...readPeriod(item, series.maxDays), ...series.query?.(item) });
			return {
				envelope: {
					query: { page: 0, ...readListFilters(item) },
					subject: `${plural} ${order.id}`,
					companion: order,
				},
				output: (answer) =>
					((answer[SERIES] ?? []) as unknown as Fetched[]).flatMap(({ id, name, body }) =>
						rows(body).map((row) => ({ [kind.idKey]: id, [kind.nameKey]: name, ...row })),
					),
			};
		},
	};
}

/** One series, and whose it is. */
interface Fetched {
	readonly id: string;
	readonly name: string;
	readonly body: IDataObject;
}

function analyticsInterceptor(
	{ list, idKey, wording }: TriggeredKind,
	{ endpoint, contains }: { endpoint: Endpoint } & Pick<Series, 'contains'>,
	context: RunContext,
): Interceptor {
	return async (request, send) => {
		const { companion } = request.envelope;
		const listed = await send(request);
		if (!(companion instanceof SeriesOrder) || listed.kind !== 'sent') return listed;
		const all = listed.answer[list] as IDataObject[];
		let failed: Exclude<Outcome, { kind: 'sent' }> | undefined;
		const breaker: { open?: NotSent } = {};
		const limit = pLimit(AT_ONCE);
		const fetchOne = async ({ id, name }: IDataObject): Promise<Fetched | undefined> => {
			if (failed) return undefined;
			const query = { [idKey]: id, ...companion.query };
			const came = complete(await fetchSeries({ ...context, endpoint, breaker }, query), contains, endpoint);
			if (came.kind === 'accepted') return { id: String(id), name: String(name), body: came.body };
			if (isAboutThisOne(came)) return undefined;
			failed ??= came;
			breaker.open = NOT_TRIED;
			return undefined;
		};
		const fetched = await Promise.all(all.map(async (one) => await limit(async () => await fetchOne(one))));
		if (failed) return failed;
		const missing = all
			.filter((_, index) => fetched[index] === undefined)
			.map(({ name }) => `“${String(name)}”`);
		const series = fetched.filter((one) => one !== undefined) as unknown as IDataObject[];
		const answer = { ...listed.answer, [SERIES]: series };
		return {
			...listed,
			answer: missing.length === 0 ? answer : { ...answer, warning: leftOut(missing, wording.word) },
		};
	};
}

async function fetchSeries(
	context: RunContext & Pick<SendContext, 'breaker'>,
	query: IDataObject,
): Promise<SendResult> {
	const { endpoint, connection, clock, gate, signal, breaker } = context;
	return await sendWithRetry(
		{ connection, endpoint, clock, gate, signal, breaker, safety: 'idempotent' },
		{ method: 'GET', path: endpoint.path, query },
	);
}

/** A response without a series says nothing of it: without this, the numbers would be missing unnoticed. */
function complete(came: SendResult, contains: Expected, endpoint: Endpoint): SendResult {
	const failure = came.kind === 'accepted' ? lackIn(came.body, contains, endpoint) : undefined;
	return failure ? { kind: 'refused', failure } : came;
}

/** Never shown: the run ends with the failure that came before. */
const NOT_TRIED: NotSent = {
	kind: 'notSent',
	untried: true,
	failure: { verb: 'fetched', message: 'Not fetched', resolution: '' },
};

/** Whether Braze refused this Canvas or campaign, which says nothing about the others: it may be a draft, or just deleted. */
const isAboutThisOne = (came: Exclude<SendResult, { kind: 'accepted' }>): boolean =>
	came.kind === 'refused' && (came.failure.status === 400 || came.failure.status === 404);

const leftOut = (names: readonly string[], word: string): string =>
	`Braze refused the numbers of ${names.length === 1 ? `this ${word}` : `${names.length} of these`}, so they are missing: ${names.slice(0, 10).join(', ')}`;
