import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isOpen, type ItemEntry } from '../../../delivery/plan/requests';
import type { Narrow, Narrowed, RunContext } from '../../../delivery/send/interceptor';
import { readBoolean } from '../../../fields/values';
import { InputError } from '../../../input/inputError';
import type { ItemReader } from '../../../itemReader';
import type { TrackMember } from '../track';
import { currentProfiles } from './currentProfiles';
import { EXPORTED_FIELDS, isCustom, isUnchanged } from './isUnchanged';

const LABEL = 'Only Changed Attributes';

/** The option to leave out values that the profile already has. */
export const onlyChangedOption: INodeProperties = {
	displayName: LABEL,
	name: 'onlyChangedAttributes',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		'Whether to read the profiles first, 50 in a request, and write only values that differ, which saves data points. People are found by external ID or alias. The key needs permission to export users by ID.',
};

/**
 * Reads {@link onlyChangedOption}. Throws an InputError for identifiers by which Braze can look up only one person per
 * request.
 */
export function readOnlyChanged(
	item: ItemReader,
	identifier: Readonly<Record<string, unknown>>,
): { readonly onlyChanged?: true } {
	const { onlyChangedAttributes: wanted } = item.options();
	if (wanted === undefined || !readBoolean(LABEL, wanted)) return {};
	if (identifier.external_id !== undefined || identifier.user_alias !== undefined)
		return { onlyChanged: true };
	throw new InputError(
		LABEL,
		'cannot be used with this kind of identifier, since Braze looks up several people at once only by external ID or alias',
		"Set 'Identify By' to External User ID or User Alias, or remove the option.",
	);
}

/** An entry with attributes to compare, and its only member. */
interface Compared {
	readonly placed: ItemEntry;
	readonly member: TrackMember;
	readonly identifier: IDataObject;
	/** The names of its attributes, without identifiers and options of Braze. */
	readonly names: readonly string[];
}

/** Leaves out values that the profiles already have, and people for whom nothing is left to write. */
export function skipUnchanged(context: RunContext): Narrow {
	return async (entries) => {
		const compared = new Map(
			entries.flatMap((placed) => comparedIn(placed) ?? []).map((one) => [one.placed.item, one]),
		);
		if (compared.size === 0) return { toSend: entries, skipped: [], failed: [], notes: [] };
		const wanted = [...compared.values()].map(({ placed: { item }, identifier }) => ({ item, identifier }));
		const { byItem, failed } = await currentProfiles(context, wanted, fieldsFor([...compared.values()]));
		const unread = new Set(failed.flatMap(({ parts }) => parts.map(({ item }) => item)));
		const comparison = new Comparison(byItem);
		const toSend: ItemEntry[] = [];
		for (const placed of entries) {
			const one = compared.get(placed.item);
			if (!one) toSend.push(placed);
			else if (!unread.has(placed.item)) toSend.push(...comparison.rest(one));
		}
		return { toSend, failed, ...comparison.result };
	};
}

function comparedIn(placed: ItemEntry): Compared | undefined {
	const [member] = (placed.entry.members ?? []) as readonly TrackMember[];
	if (!member?.onlyChanged || !isOpen(placed, 0)) return undefined;
	const identifier = placed.entry.report ?? {};
	const names = Object.keys(member.object).filter(
		(name) => !Object.hasOwn(identifier, name) && !name.startsWith('_'),
	);
	return { placed, member, identifier, names };
}

/** The profile fields to export: those that identify people, and those to be written. */
function fieldsFor(compared: readonly Compared[]): string[] {
	const fields = new Set<string>();
	for (const { identifier, names } of compared) {
		// A person may have several aliases.
		for (const field of identifier.external_id === undefined ? ['braze_id', 'user_aliases'] : ['external_id'])
			fields.add(field);
		for (const name of names) {
			if (EXPORTED_FIELDS.has(name)) fields.add(name);
			else if (isCustom(name)) fields.add('custom_attributes');
		}
	}
	return [...fields].sort();
}

/** Compares the items of a run with the profiles, in input order. */
class Comparison {
	private readonly skipped: Array<Narrowed['skipped'][number]> = [];

	private saved = 0;

	private all = 0;

	/** The values that earlier items write, by person. For later items, the profile's value is no longer certain. */
	private readonly written = new Map<string, Set<string>>();

	constructor(private readonly profiles: ReadonlyMap<number, IDataObject>) {}

	/** The entry with the values that must be written, as a list that is empty if there are none. */
	rest({ placed, member, identifier, names }: Compared): ItemEntry[] {
		const profile = this.profiles.get(placed.item);
		const person = JSON.stringify(profile?.braze_id ?? identifier);
		const earlier = this.written.get(person) ?? new Set();
		this.written.set(person, earlier);
		const { object } = member;
		const merges = object._merge_objects === true;
		const isSaved = (name: string) =>
			profile !== undefined && !earlier.has(name) && isUnchanged(profile, name, object[name], merges);
		const saved = new Set(names.filter(isSaved));
		for (const name of names) if (!saved.has(name)) earlier.add(name);
		this.saved += saved.size;
		this.all += names.length;
		const report = {
			...placed.entry.report,
			values_written: names.length - saved.size,
			values_saved: saved.size,
		};
		if (saved.size === names.length) {
			this.skipped.push({ item: placed.item, reason: 'The profile has all values already', report });
			return [];
		}
		const left = Object.fromEntries(Object.entries(object).filter(([name]) => !saved.has(name)));
		return [{ ...placed, entry: { ...placed.entry, report, members: [{ ...member, object: left }] } }];
	}

	get result(): Pick<Narrowed, 'skipped' | 'notes'> {
		const note = `${this.saved} of ${this.all} values were on the profiles already, so they are not written again.`;
		return { skipped: this.skipped, notes: [note] };
	}
}
