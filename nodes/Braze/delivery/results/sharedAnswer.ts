import { countBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../input/object';
import type { Entry } from '../entry';
import { recipientName } from '../itemName';
import type { Sent } from '../outcome';
import type { Part } from '../plan/requests';
import { type ReadingOrder, shownAnswer, type Showing } from './shownAnswer';

/** The response to one request, and the results of the items that share it. */
export class SharedAnswer {
	/** What operations make of the response: worked out once, since most items of a request share it. */
	private readonly outputs = new Map<Entry['output'], IDataObject[]>();

	/** The last result, and what it was made of besides the name of a recipient. */
	private last?: { readonly madeOf: readonly unknown[]; readonly result: IDataObject };

	constructor(
		private readonly order: ReadingOrder,
		private readonly sent: Sent,
		private readonly parts: readonly Part[],
		private readonly showing: Showing,
	) {}

	resultsFor(entry: Entry | undefined, own: readonly Part[]): IDataObject[] {
		const { fromMemory, timing } = this.sent;
		const recipient = entry?.message === undefined ? undefined : recipientOf(own);
		const goesOut = fromMemory ? timing : entry?.envelope.timing;
		const count = entry?.uncounted ? undefined : counted(own);
		return this.outputFor(entry).map((json) =>
			this.resultOf([json, recipient !== undefined, entry?.report, goesOut, count], recipient),
		);
	}

	/** Puts a result together. The results of a request mostly differ in the recipient only: then it is a copy of the last one. */
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

	private outputFor(entry: Entry | undefined): IDataObject[] {
		let output = this.outputs.get(entry?.output);
		if (!output) {
			output = shownAnswer(entry, this.sent.answer, this.showing, this.parts);
			this.outputs.set(entry?.output, output);
		}
		return output;
	}
}

/** Who gets the message, if it is one person. */
const recipientOf = ([{ member }, ...more]: readonly Part[]): string | undefined =>
	more.length === 0 ? recipientName(member) : undefined;

const ONE_RECIPIENT: IDataObject = { recipient_count: 1 };

/** Without members there is nothing to count: Braze alone knows how many an audience reaches. */
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

/** What an object of attributes has besides: who it is about, and options of Braze. */
const NO_ATTRIBUTES: ReadonlySet<string> = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'push_token_import',
]);

/** The names of the attributes in a request for an item. An email or phone used as the identifier is not counted. */
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
