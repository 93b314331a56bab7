import { get } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../input/object';
import { messageOf } from './classify';
import type { Endpoint } from './endpoint';
import { describeMissingMember, type Failure } from './failure';

/** The form of a member of a response. A `value` is text or a number; an `optionalList` may be absent. */
export type Form = 'list' | 'object' | 'optionalList' | 'value';

/** The members that a response must contain, by path: `data.stats`. */
export type Expected = Readonly<Record<string, Form>>;

const FITS: Readonly<Record<Form, (member: unknown) => boolean>> = {
	list: Array.isArray,
	object: isObject,
	optionalList: (member) => member === undefined || Array.isArray(member),
	value: (member) => typeof member === 'number' || (typeof member === 'string' && member !== ''),
};

const PHRASES: Readonly<Record<Form, string>> = {
	list: 'a list',
	object: 'an object',
	optionalList: 'a list',
	value: 'a value',
};

/**
 * Describes a response that lacks an expected member, or has something else in its place; `undefined` if it is
 * complete.
 */
export function missingMember(
	body: IDataObject,
	expected: Expected,
	endpoint: Endpoint,
): Failure | undefined {
	const lacking = Object.keys(expected).find((path) => !FITS[expected[path]](get(body, path)));
	if (lacking === undefined) return undefined;
	const isAbsent = ((get(body, lacking) as unknown) ?? undefined) === undefined;
	return describeMissingMember(lacking, endpoint, {
		...(!isAbsent && { instead: PHRASES[expected[lacking]] }),
		words: reasonIn(body),
	});
}

/** What a response says instead of what it should contain. */
const reasonIn = ({ message, ...others }: IDataObject): string =>
	messageOf(/^\s*(success|queued)/i.test(String(message)) ? others : { message, ...others });
