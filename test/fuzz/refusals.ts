import type { LoggedRequest } from '../../sandbox/state/requestLog';
import type { JsonObject } from '../../sandbox/types/json';
import type { FuzzSet } from './sets';

/**
 * Refusals that depend on what the workspace holds: IDs that it does not know, names that are taken, schedules that are
 * gone. No check of a form can foresee them. Any other refusal is one of the request's form, and a bug of the node.
 */
const ABOUT_THE_WORKSPACE = [
	/^Invalid (Canvas|Campaign|Segment|Subscription Group|subscription group|user) ID$/,
	/^Invalid (app_id|key_id|event|email_template_id)$/,
	/^Invalid send_id: create it for this campaign/,
	/^Invalid send_id$/,
	/^(Campaign does not exist|Integration not found|Preference center not found|The asset was not found\.)$/,
	/^Preference center name already exists$/,
	/^Content Block ID is invalid for this workspace$/,
	/^Content Block (with this name already exists|name cannot be updated for active Content Blocks)$/,
	/^Active Content Block can not be updated to Draft/,
	/^The schedule (was not found|has already been|belongs to another)/,
	/^The (Canvas|campaign) is (not API-triggered|a draft)/i,
	/^The campaign is not an API campaign/,
	/^(Invalid Message Variant|Mismatched Message Type)$/,
	/^Some tags could not be found$/,
	/^Email must have valid Content Block names$/,
	/^Another job is in progress$/,
	/^(canvas|campaign)_id must be a string of the (Canvas|campaign) api identifier$/,
	/^The file type is not supported\.$/,
	/^An export of this segment is already running$/,
	/^Analytics tracking is not enabled for this segment$/,
	/^The external reference has been queued/,
	/^An app can have at most 3 SDK Authentication keys$/,
	/^The primary key cannot be deleted$/,
	/^The extension does not match the existing asset\.$/,
	/^Content Block not found$/,
	/^This message does not support multi-language\.$/,
	// The beta of the status of writes is not enabled.
	/^Access Denied/,
	/^The provided (locale code does not exist|translations are not in the Content Block)\.$/,
];

/** The same for the error IDs of catalogs. */
const CATALOG_IDS = new Set([
	'catalog-not-found',
	'catalog-name-already-exists',
	'item-already-exists',
	'item-not-found',
	'selection-name-already-exists',
	'field-referenced-by-selection',
	'catalog-exceeds-fields-limit',
	'invalid-fields',
	'field-names-not-unique',
	'invalid-sort-field',
	'selection-has-invalid-filter',
]);

/** Parameters whose JSON becomes part of a message as it is: Braze adds members to messages faster than any check could follow. */
const RAW_PARAMETERS = ['moreFields', 'messagesJson', 'whatsAppMessage'];

const RAW_MESSAGE = /^messages[. ]|^Invalid Extra Push Payload$|Push Length Exceeded$/;

const isFilled = (value: unknown): boolean =>
	value !== undefined && value !== null && value !== '' && value !== '{}';

/**
 * Which values of profile fields such as `country` or `phone` Braze refuses is not documented; it is known to convert some. So the node
 * leaves that to Braze, which names the item.
 */
const PROFILE_VALUE = /^'([a-z_]+' has an invalid value|phone' is not a phone number)$/;

/** What Braze answers with 404 when something of that name does not exist. */
const MISSING_IDS = new Set(['invalid-field-name', 'invalid-selection']);

/** What the workspace says against the form of a request; `undefined` if nothing. */
export function refusedForForm(
	{ status, response }: LoggedRequest,
	parameters: FuzzSet['parameters'],
): string | undefined {
	if (status === null) return 'the connection was dropped';
	const body = (response ?? {}) as JsonObject;
	if (status < 300)
		return Array.isArray(body.errors) && body.errors.length > 0 ? refusedMembers(body.errors) : undefined;
	const [error] = (Array.isArray(body.errors) ? body.errors : []) as JsonObject[];
	const message = String(body.message ?? body.error ?? error?.message);
	if (ABOUT_THE_WORKSPACE.some((known) => known.test(message))) return undefined;
	if (RAW_MESSAGE.test(message) && RAW_PARAMETERS.some((name) => isFilled(parameters[name])))
		return undefined;
	if (CATALOG_IDS.has(String(error?.id)) || PROFILE_VALUE.test(String(error?.type))) return undefined;
	if (status === 404 && MISSING_IDS.has(String(error?.id))) return undefined;
	return `${status} ${message} ${error ? JSON.stringify(error) : ''}`.slice(0, 400);
}

const refusedMembers = (errors: unknown[]): string | undefined => {
	const bad = errors
		.filter((error) => !PROFILE_VALUE.test(String((error as JsonObject).type)))
		.map((error) => JSON.stringify(error))
		.filter((text) => !/does not exist|not found|already|UNSUPPORTED_FILE_TYPE/i.test(text));
	return bad.length > 0 ? `accepted with errors: ${bad[0]}`.slice(0, 400) : undefined;
};
