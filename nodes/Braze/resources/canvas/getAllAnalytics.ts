import type { IDataObject, INodeProperties } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Companion } from '../../delivery/entry';
import type { NotSent, Outcome } from '../../delivery/outcome';
import type { Interceptor, RunContext } from '../../delivery/send/interceptor';
import {
	requireMembers,
	sendWithRetry,
	type SendContext,
	type SendResult,
} from '../../delivery/send/sendWithRetry';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { analyticsOutput, variantsOutputField, type SeriesShape } from '../../fields/output/analyticsOutput';
import { editedListFilters, readListFilters } from '../../fields/output/listFilters';
import { periodFields, readPeriod } from '../../fields/output/period';
import { isObject } from '../../input/object';
import type { ItemReader } from '../../itemReader';
import type { Operation } from '../../operation';
import type { Endpoint } from '../../transport/endpoint';
import type { Expected } from '../../transport/expectedMembers';
import { PAGE_SIZE } from './getMany';
import type { TriggeredKind } from './triggeredKind';

/** The series of numbers that is fetched for each Canvas or campaign. */
interface Series {
	/** The maximum number of days per request. */
	readonly maxDays: number;
	readonly shape: SeriesShape;
	/** Members that every response must contain. */
	readonly contains: Expected;
	/** Options in addition to those of every request. */
	readonly options?: INodeProperties[];
	/** Members of the query in addition to the ID and the period. */
	readonly query?: (item: ItemReader) => IDataObject;
}

/** How many series are fetched in parallel: as many as a run starts with elsewhere. */
const MAX_PARALLEL = 10;

/** The member of the joined response that holds the series, next to the list that they belong to. */
const SERIES = 'series';

/** The query that all series of an entry share. */
class SeriesOrder implements Companion {
	constructor(readonly query: IDataObject) {}

	get id(): string {
		return JSON.stringify(this.query);
	}
}

/**
 * Lists Canvases or campaigns and fetches the numbers of each. Returns one output item per Canvas or campaign and day.
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

/** A series, and the Canvas or campaign that it belongs to. */
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
		// An entry without an ID has no numbers to fetch, and is named as missing.
		const all = (listed.answer[list] as unknown[]).map((one) => (isObject(one) ? one : {}) as IDataObject);
		let failed: Exclude<Outcome, { kind: 'sent' }> | undefined;
		const breaker: { open?: NotSent } = {};
		const limit = pLimit(MAX_PARALLEL);
		const fetchOne = async ({ id, name }: IDataObject): Promise<Fetched | undefined> => {
			if (failed || (id ?? '') === '') return undefined;
			const query = { [idKey]: id, ...companion.query };
			// Without its series, the numbers of a Canvas or campaign would go missing unnoticed.
			const result = requireMembers(
				await fetchSeries({ ...context, endpoint, breaker }, query),
				contains,
				endpoint,
			);
			if (result.kind === 'accepted') return { id: String(id), name: String(name), body: result.body };
			if (concernsOnlyThis(result)) return undefined;
			failed ??= result;
			breaker.open = NOT_TRIED;
			return undefined;
		};
		const fetched = await Promise.all(all.map(async (one) => await limit(async () => await fetchOne(one))));
		if (failed) return failed;
		const missing = all
			.filter((_, index) => fetched[index] === undefined)
			.map(({ name }) => `“${String(name ?? 'without a name')}”`);
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

/** Never shown, because the run ends with the failure that came before. */
const NOT_TRIED: NotSent = {
	kind: 'notSent',
	untried: true,
	failure: { verb: 'fetched', message: 'Not fetched', resolution: '' },
};

/** Whether Braze refused only this Canvas or campaign, for example because it is a draft or was just deleted. */
const concernsOnlyThis = (result: Exclude<SendResult, { kind: 'accepted' }>): boolean =>
	result.kind === 'refused' && (result.failure.status === 400 || result.failure.status === 404);

const leftOut = (names: readonly string[], word: string): string =>
	`Braze refused to return the numbers of ${names.length === 1 ? `this ${word}` : `${names.length} of these`}, so they are missing: ${names.slice(0, 10).join(', ')}`;
