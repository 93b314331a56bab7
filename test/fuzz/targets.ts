import type { LoggedRequest } from '../../sandbox/state/requestLog';
import type { JsonObject } from '../../sandbox/types/json';
import type { FuzzSet } from './sets';

/** What a run was given: its parameters and all single values in them and in its items. */
export interface Input {
	readonly parameters: FuzzSet['parameters'];
	readonly values: ReadonlySet<string>;
}

const SENDS =
	/^\/(canvas|campaigns)\/trigger\/(send|schedule\/create)$|^\/messages\/(send|schedule\/create)$|^\/messages\/live_activity\/start$|^\/transactional\//;

const IDENTIFIERS = new Set([
	'external_user_id',
	'external_id',
	'email',
	'email_address',
	'braze_id',
	'alias_name',
	'alias_label',
	'phone',
	'external_user_ids',
	'external_ids',
	'braze_ids',
	'emails',
	'phones',
	'email_addresses',
	'phone_numbers',
	'segment_id',
]);

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isFilled = (value: unknown): boolean =>
	Array.isArray(value)
		? value.length > 0 && value.every(isFilled)
		: isObject(value)
			? Object.keys(value).length > 0 && Object.values(value).every((member) => member !== undefined)
			: typeof value === 'string' && value.trim() !== '';

/** What is wrong with whom a request reaches; `undefined` if it reaches those that the input names, and nobody else. */
export function wronglyTargeted(
	{ method, path, body: raw }: LoggedRequest,
	{ parameters, values }: Input,
): string | undefined {
	if (method === 'GET') return undefined;
	const body = isObject(raw) ? raw : {};
	const invented = identifiersIn(body).find((id) => !values.has(id.trim()));
	if (invented !== undefined)
		return `names ${JSON.stringify(invented.slice(0, 80))}, which the input does not`;
	if (path === '/users/delete' && Object.values(body).filter(isFilled).length !== 1)
		return 'deletes without exactly one list of people';
	return SENDS.test(path) ? wrongReach(body, parameters) : undefined;
}

/** A request that sends names people, or is for a wider target that was chosen, with all that narrows it. */
function wrongReach(body: JsonObject, parameters: JsonObject): string | undefined {
	const { sendTo = 'recipients', confirmBroadcast } = parameters;
	const named = [
		body.recipients,
		body.external_user_ids,
		body.user_aliases,
		body.recipient && [body.recipient],
	].some((list) => Array.isArray(list) && isFilled(list));
	const wide = body.broadcast === true || !named;
	if (named && body.broadcast !== true && hasTestRecipients(parameters)) return undefined;
	if (String(sendTo).startsWith('recipients') && wide) return 'names nobody, though it has to';
	if (
		['audience', 'recipientsInAudience'].includes(String(sendTo)) &&
		!isFilled(body.audience ?? body.custom_audience)
	)
		return 'has no audience';
	if (['segment', 'recipientsInSegment'].includes(String(sendTo)) && !isFilled(body.segment_id))
		return 'has no segment';
	if (sendTo === 'broadcast' && confirmBroadcast !== true) return 'is a broadcast that was not confirmed';
	return undefined;
}

/** Test recipients replace everyone, an audience or a segment too. Older workflows have them among the options. */
function hasTestRecipients({ mode, options }: JsonObject): boolean {
	return mode === 'testRecipients' || (isObject(options) && isFilled(options.testRecipients));
}

function identifiersIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(identifiersIn);
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		const own = IDENTIFIERS.has(name) ? [member].flat().filter((id) => typeof id === 'string') : [];
		return [...(own as string[]), ...identifiersIn(member)];
	});
}

/** All single values in something, as trimmed text; JSON text is read too. */
export function valuesIn(value: unknown, found = new Set<string>()): Set<string> {
	if (Array.isArray(value)) value.forEach((member) => valuesIn(member, found));
	else if (isObject(value)) Object.values(value).forEach((member) => valuesIn(member, found));
	else {
		const text = String(value).trim();
		found.add(text);
		// Expressions of examples name a person for items that name none.
		if (text.startsWith('=')) for (const [, literal] of text.matchAll(/'([^']*)'/g)) found.add(literal);
		// Phone numbers go out without what stands between the digits.
		if (/^\+[\d ().-]+$/.test(text)) found.add(text.replace(/[^+\d]/g, ''));
		if (/^[[{"]/.test(text) && text.length < 100_000) valuesInJson(text, found);
	}
	return found;
}

function valuesInJson(text: string, found: Set<string>): void {
	try {
		valuesIn(JSON.parse(text), found);
	} catch {
		// Text that is no JSON, or nested too deeply to be walked through, has no values of its own.
	}
}
