import type { INodeProperties } from 'n8n-workflow';

import { describe } from '../../input/describe';
import { readIdentifier } from '../../input/identifier';
import { InputError } from '../../input/inputError';
import { identifies } from '../purpose';

const LABEL = 'Send ID';

/** Groups messages of a campaign for its analytics. https://www.braze.com/docs/api/identifier_types */
export const sendIdOption: INodeProperties = identifies({
	displayName: LABEL,
	name: 'sendId',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring_sale_2026',
	description: "Groups these messages in the campaign's analytics. Create it first with 'Create Send ID'.",
});

/** Checks a send ID: ASCII, at most 64 characters. Throws an InputError. */
export function readSendId(value: unknown): string {
	const id = readIdentifier(LABEL, value, 64);
	if (/^[\x21-\x7e]+$/.test(id)) return id;
	throw new InputError(
		LABEL,
		`has characters that Braze does not accept: ${describe(id)}`,
		'Use unaccented letters, digits and symbols, without spaces.',
	);
}
