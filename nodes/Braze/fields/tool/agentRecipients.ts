import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { LongInteger } from '../../input/exactJson';
import { InputError } from '../../input/inputError';
import { looksLikeJson } from '../../input/json';
import { isObject } from '../../input/object';
import { declaration, identifies } from '../declarations';

const RECIPIENTS = declaration<true>('recipients');

/**
 * Declares that a field identifies several people in JSON. Models write these in more ways than the field's reader
 * accepts.
 */
export const listsRecipients = (field: INodeProperties): INodeProperties =>
	RECIPIENTS.add(identifies(field), true);

/** Whether a field declares that it {@link listsRecipients}. */
export const isListOfRecipients = (field: INodeProperties): boolean => RECIPIENTS.of(field) === true;

/**
 * Converts recipients as models write them (a bare external ID, one object instead of a list, a list of IDs, or the
 * list under `recipients`) to the form that the readers of recipient lists accept.
 *
 * @param value plain JSON, or text
 * @throws {InputError} if a recipient is ambiguous: the node never guesses
 */
export function recipientsFromAgent(field: string, value: unknown): unknown {
	const given = isObject(value) && Object.keys(value).join() === 'recipients' ? value.recipients : value;
	if (Array.isArray(given)) return given.map((one: unknown, index) => person(`${field}[${index}]`, one));
	const isReadable =
		given === undefined || isObject(given) || (typeof given === 'string' && looksLikeJson(given));
	return isReadable ? given : [person(field, given)];
}

function person(field: string, value: unknown): unknown {
	if (typeof value === 'number' || value instanceof LongInteger) return { external_user_id: value };
	if (typeof value !== 'string') return value;
	if (/^(\*|all|any|anyone|everyone|everybody|broadcast)$/i.test(value.trim())) {
		throw new InputError(
			field,
			`does not identify a single person: ${describe(value)}`,
			'Enter the ID of each person. Only the person who builds the workflow can choose everyone.',
		);
	}
	if (/[\s,;|]/.test(value.trim())) {
		throw new InputError(
			field,
			`may contain several people: ${describe(value)}`,
			'Enter a JSON list with one entry per person, such as ["customer-1042", "customer-1043"].',
		);
	}
	if (value.includes('@')) {
		throw new InputError(
			field,
			`may be an email address or an external ID: ${describe(value)}`,
			'Specify which, such as {"external_user_id": "…"} or {"email": "…", "prioritization": ["most_recently_updated"]}.',
		);
	}
	return { external_user_id: value };
}
