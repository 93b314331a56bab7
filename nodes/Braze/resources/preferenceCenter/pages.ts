import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { describe } from '../../input/describe';
import { InputError } from '../../input/inputError';
import { readJson } from '../../input/json';
import { isObject } from '../../input/object';
import { addedTo, isGiven, readChoice, readOneOf, readText } from '../../fields/values';
import { content } from '../../fields/declarations';

/** The two pages of a preference center. Braze requires both whenever it is created or changed. */
export const pageFields: INodeProperties[] = [
	content({
		displayName: 'Page HTML',
		name: 'pageHtml',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		placeholder: 'e.g. <form action="{{preference_center_submit_url}}" method="post">…</form>',
		description:
			'The HTML of the page where people choose. Enter it in Fixed mode, so that Liquid tags are kept.',
	}),
	content({
		displayName: 'Confirmation Page HTML',
		name: 'confirmationPageHtml',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. <p>Your choice is saved.</p>',
		description: 'The HTML of the page that people see after saving',
	}),
];

const stateField: INodeProperties = {
	displayName: 'State',
	name: 'state',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Draft', value: 'draft' },
	],
	default: 'active',
	description: 'Whether people can use the preference center',
};

const LINK_TAGS = 'Link Tags (JSON)';

/** Optional fields of a preference center. */
export const pageOptions: INodeProperties[] = [
	content({
		displayName: LINK_TAGS,
		name: 'linkTags',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{ "rel": "icon", "href": "https://example.com/icon.png" }]',
		description: 'Icons of the pages, each with rel and href, and optionally type, sizes and color',
	}),
	stateField,
	content({
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your choices',
		description: 'The title of both pages',
	}),
	content({
		displayName: 'Viewport',
		name: 'viewport',
		type: 'string',
		default: '',
		placeholder: 'e.g. width=device-width, initial-scale=1',
		description: 'The content of the meta tag "viewport" of both pages',
	}),
];

/**
 * Reads the pages and the options that were set, as part of a body.
 *
 * @param collection the parameter that holds the options
 * @throws {InputError} naming the field
 */
export function readPages(item: ItemReader, collection: string): Record<string, unknown> {
	const { linkTags, state, title, viewport } = addedTo(item, collection);
	const options = {
		...(isGiven(viewport) && { 'meta-viewport-content': readText('Viewport', viewport) }),
		...(isGiven(linkTags) && { 'links-tags': readLinkTags(linkTags) }),
	};
	return {
		preference_center_page_html: readText('Page HTML', item.get('pageHtml')),
		confirmation_page_html: readText('Confirmation Page HTML', item.get('confirmationPageHtml')),
		...(isGiven(title) && { preference_center_title: readText('Title', title) }),
		...(isGiven(state) && { state: readChoice(stateField, state) }),
		...(Object.keys(options).length > 0 && { options }),
	};
}

const REL_VALUES = ['icon', 'shortcut icon', 'apple-touch-icon'];

function readLinkTags(raw: unknown): unknown[] {
	const tags = readJson(LINK_TAGS, raw);
	if (!Array.isArray(tags))
		throw new InputError(
			LINK_TAGS,
			`must be a list, but is ${describe(tags)}`,
			'Enter it as [{ "rel": "icon", "href": "https://…" }].',
		);
	(tags as unknown[]).forEach((tag, index) => {
		const { rel, href } = isObject(tag) ? tag : {};
		const field = `${LINK_TAGS}: [${index}]`;
		readOneOf(`${field}.rel`, REL_VALUES, rel);
		readText(`${field}.href`, href);
	});
	return tags as unknown[];
}
