import type { ItemReader } from '../../itemReader';
import { isDataName } from '../../input/dataName';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { lengthOf } from '../../input/identifier';
import { refuseSize } from '../../input/size';
import {
	formerPropertiesFields,
	propertiesOptions,
	readProperties,
	type PropertiesWording,
} from '../../fields/content/properties';

const PROPERTIES: PropertiesWording = {
	label: 'Properties',
	name: 'properties',
	description: 'Details to record with the event or purchase',
};

/** Properties of an event or a purchase, as rows or as JSON. */
export const trackPropertiesOptions = propertiesOptions(PROPERTIES);

/** Where workflows had the properties before they were options. */
export const formerTrackPropertiesFields = formerPropertiesFields(PROPERTIES);

/** Braze's rules for the properties of an event or a purchase. */
interface PropertyRules {
	readonly maxKilobytes: number;
	/** Names that Braze reserves. */
	readonly reserved: readonly string[];
}

/** https://www.braze.com/docs/api/objects_filters/event_object */
export const EVENT: PropertyRules = { maxKilobytes: 100, reserved: ['time', 'event_name'] };

/** https://www.braze.com/docs/api/objects_filters/purchase_object */
export const PURCHASE: PropertyRules = {
	maxKilobytes: 50,
	reserved: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
};

const MAX_NAME = 255;

/**
 * Reads {@link trackPropertiesOptions}; `undefined` if there are none.
 *
 * @throws {InputError} if Braze would refuse a name, or the properties are too large
 */
export const readTrackProperties = (
	item: ItemReader,
	rules: PropertyRules,
): Record<string, unknown> | undefined =>
	readProperties(item, PROPERTIES, (field, properties) => checkTrackProperties(field, properties, rules));

function checkTrackProperties(
	field: string,
	properties: Record<string, unknown>,
	{ maxKilobytes, reserved }: PropertyRules,
): void {
	const bad = Object.keys(properties).find(
		(name) => !isDataName(name) || reserved.includes(name) || lengthOf(name) > MAX_NAME,
	);
	if (bad !== undefined) {
		throw new InputError(
			field,
			`has a name that Braze does not accept: ${describe(bad)}`,
			`Use at most ${MAX_NAME} characters, no $ at the start, and none of the names that Braze reserves: ${reserved.join(', ')}.`,
		);
	}
	refuseSize(field, properties, maxKilobytes, 'Send fewer or smaller properties.');
}
