import { countBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../input/object';
import type { Entry } from '../entry';
import { recipientName } from '../itemName';
import type { Sent } from '../outcome';
import type { Part } from '../plan/requests';
import { audienceReport } from './audienceText';
import { type ReadingOrder, shownAnswer, type ResponseDisplay } from './shownAnswer';

/** The response to one request, and the results of the items that share the request. */
export class SharedAnswer {
	/** The output that operations build from the response, computed once because most items of a request share it. */
	private readonly outputs = new Map<Entry['output'], IDataObject[]>();

	/** The last result, and what it was built from apart from the recipient's name. */
	private last?: { readonly madeOf: readonly unknown[]; readonly result: IDataObject };

	/** The audience of the last body. */
	private audience?: {
		readonly body: Entry['envelope']['body'];
		readonly report: IDataObject | undefined;
	};

	constructor(
		private readonly order: ReadingOrder,
		private readonly sent: Sent,
		private readonly parts: readonly Part[],
		private readonly display: ResponseDisplay,
	) {}

	resultsFor(entry: Entry | undefined, own: readonly Part[]): IDataObject[] {
		const { fromMemory, timing } = this.sent;
		const recipient = entry?.message === undefined ? undefined : recipientOf(own);
		const goesOut = fromMemory ? timing : entry?.envelope.timing;
		const count = entry?.uncounted ? undefined : counted(own);
		const audience = this.audienceOf(entry);
		return this.outputFor(entry).map((json) =>
			this.resultOf([json, recipient !== undefined, audience, entry?.report, goesOut, count], recipient),
		);
	}

	/**
	 * Builds a result. Results of a request mostly differ only in the recipient, so the last one is copied if nothing
	 * else differs.
	 */
	private resultOf(madeOf: readonly unknown[], recipient: string | undefined): IDataObject {
		const who = recipient === undefined ? {} : { recipient };
		const { last } = this;
		if (last && madeOf.every((source, index) => source === last.madeOf[index]))
			return { ...last.result, ...who };
		const [json, , ...others] = madeOf;
		const result = this.order.apply(Object.assign({}, json, who, ...others) as IDataObject);
		this.last = { madeOf, result };
		return result;
	}

	/** The audience of a message, computed once for entries with the same body. */
	private audienceOf(entry: Entry | undefined): IDataObject | undefined {
		if (entry?.message === undefined) return undefined;
		const { body, audienceSend } = entry.envelope;
		if (this.audience?.body !== body) {
			const audience = audienceReport(body, audienceSend !== undefined);
			this.audience = { body, report: audience === undefined ? undefined : { audience } };
		}
		return this.audience?.report;
	}

	private outputFor(entry: Entry | undefined): IDataObject[] {
		let output = this.outputs.get(entry?.output);
		if (!output) {
			output = shownAnswer(entry, this.sent.answer, this.display, this.parts);
			this.outputs.set(entry?.output, output);
		}
		return output;
	}
}

/** The recipient of the message, if there is exactly one. */
const recipientOf = ([{ member }, ...more]: readonly Part[]): string | undefined =>
	more.length === 0 ? recipientName(member) : undefined;

const ONE_RECIPIENT: IDataObject = { recipient_count: 1 };

/**
 * The counts of an item's members. Without members there is nothing to count: only Braze knows how many people an
 * audience reaches.
 */
function counted(parts: readonly Part[]): IDataObject | undefined {
	if (parts[0].member === undefined) return undefined;
	if (parts[0].list === undefined)
		return parts.length === 1 ? ONE_RECIPIENT : { recipient_count: parts.length };
	const names = attributeNames(parts);
	return {
		...countBy(parts, ({ list }) => `${list}_count`),
		...(names.length > 0 && { attribute_names: names }),
	};
}

/** Keys of an attributes object that are not attributes: identifiers and Braze's options. */
const NO_ATTRIBUTES: ReadonlySet<string> = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'push_token_import',
]);

/** The names of the attributes that an item writes. An email or phone used as the identifier doesn't count. */
function attributeNames(parts: readonly Part[]): string[] {
	const written = parts.flatMap(({ list, member }) =>
		list === 'attributes' && isObject(member?.object) ? [member.object] : [],
	);
	const names = written.flatMap((object) => {
		const own = Object.keys(object).filter((name) => !NO_ATTRIBUTES.has(name));
		const isIdentified = 'external_id' in object || 'user_alias' in object || 'braze_id' in object;
		return isIdentified ? own : own.filter((name) => name !== 'email' && name !== 'phone');
	});
	return uniq(names);
}
