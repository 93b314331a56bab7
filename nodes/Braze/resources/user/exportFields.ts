import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../../fields/declarations';

const LABEL = 'Fields to Return';

/** The labels and names of the fields. */
export const NAMES: Array<[name: string, value: string]> = [
	['Apps', 'apps'],
	['Attribution', 'attributed_campaign'],
	['Braze ID', 'braze_id'],
	['Campaigns Received', 'campaigns_received'],
	['Canvases Received', 'canvases_received'],
	['Country', 'country'],
	['Created At', 'created_at'],
	['Custom Attributes', 'custom_attributes'],
	['Custom Events', 'custom_events'],
	['Date of Birth', 'dob'],
	['Devices', 'devices'],
	['Email', 'email'],
	['Email Subscription', 'email_subscribe'],
	['External ID', 'external_id'],
	['First Name', 'first_name'],
	['Gender', 'gender'],
	['Home City', 'home_city'],
	['Language', 'language'],
	['Last Coordinates', 'last_coordinates'],
	['Last Name', 'last_name'],
	['Phone', 'phone'],
	['Purchases', 'purchases'],
	['Push Subscription', 'push_subscribe'],
	['Push Tokens', 'push_tokens'],
	['Random Bucket', 'random_bucket'],
	['Time Zone', 'time_zone'],
	['Total Revenue', 'total_revenue'],
	['Uninstalled At', 'uninstalled_at'],
	['User Aliases', 'user_aliases'],
];

/** The profile fields to return. Braze allows fewer requests a minute if received messages are included. */
export const exportFieldsField: INodeProperties = {
	displayName: LABEL,
	name: 'fieldsToExport',
	type: 'multiOptions',
	options: NAMES.map(([name, value]) => ({ name, value })),
	default: [
		'custom_attributes',
		'email',
		'email_subscribe',
		'external_id',
		'first_name',
		'last_name',
		'phone',
		'push_subscribe',
		'user_aliases',
	],
	required: true,
	description:
		'The profile fields to get. Braze omits empty fields, and allows fewer requests a minute if received campaigns or Canvases are included.',
};

/** Names of fields that the list above lacks. */
export const moreFieldsOption: INodeProperties = identifies({
	displayName: 'More Fields',
	name: 'moreFields',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
	default: [],
	placeholder: 'e.g. cards_clicked',
	description: 'Other profile fields, by their names in Braze',
});

/**
 * Reads the names of the chosen fields. Throws an InputError if there are none, because Braze would then return
 * everything, or refuse.
 *
 * @param needed fields that are required to recognize a profile
 */
export function readExportFields(item: ItemReader, needed: readonly string[] = []): string[] {
	const raw = item.get('fieldsToExport');
	const chosen: unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' && raw !== '' ? [raw] : [];
	const { moreFields = [] } = item.options();
	const more = [moreFields].flat();
	if (chosen.length + more.length === 0)
		throw new InputError(LABEL, `is ${describe(raw)}`, 'Choose at least one field.');
	const names = [...chosen, ...more].map((name, index) => readIdentifier(`${LABEL} ${index + 1}`, name));
	return [...new Set([...names, ...needed])];
}
