import type { INodeProperties } from 'n8n-workflow';

import { assignmentsField, readAssignments } from '../fields/content/assignments';
import { refusePrototypeNames } from '../input/json';
import type { ItemReader } from '../itemReader';
import { checkRecipient } from './checkRecipient';
import { personChoice } from './personChoice';
import { TRANSACTIONAL_RECIPIENT, type Recipient } from './recipient';

const person = personChoice(['externalId', 'userAlias']);

/**
 * The fields for a single person by external ID or alias, with attributes that are written before the message goes out.
 */
export const oneRecipientFields: INodeProperties[] = [
	...person.fields,
	assignmentsField({
		displayName: 'Attributes',
		name: 'attributes',
		description:
			"Written to the person's profile before the message goes out. With attributes, Braze creates a profile for an unknown external ID.",
	}),
];

/** Returns the one recipient of an item. Throws an InputError if it has no identifier. */
export function readOneRecipient(item: ItemReader): Recipient {
	const attributes = readAssignments('Attributes', item.get('attributes', {}));
	refusePrototypeNames('Attributes', attributes);
	const { external_id: id, user_alias: alias } = person.read(item).identifier;
	const recipient = {
		...(id === undefined ? { user_alias: alias } : { external_user_id: id }),
		...(Object.keys(attributes).length > 0 && { attributes }),
	};
	return checkRecipient(TRANSACTIONAL_RECIPIENT, recipient, () => 'Attributes');
}
