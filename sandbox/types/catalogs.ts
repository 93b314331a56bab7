/** The contents of a workspace other than people and messages: catalogs, Content Blocks and email templates. */

import type { JsonObject } from './json';

export const FIELD_TYPES = ['string', 'number', 'boolean', 'time', 'object', 'array', 'geo'] as const;

export interface CatalogField {
	name: string;
	type: (typeof FIELD_TYPES)[number];
}

export interface CatalogItem extends JsonObject {
	id: string;
}

export interface CatalogSelection {
	name: string;
	description?: string;
	filters: Array<{ field: string; operator: string; value: unknown }>;
	results_limit: number;
	sort_field?: string;
	sort_order?: 'asc' | 'desc';
}

/** `GET /catalogs` shows all of it but items and selections. Times are ISO 8601 in UTC. */
export interface Catalog {
	name: string;
	description: string;
	fields: CatalogField[];
	items: CatalogItem[];
	selections: CatalogSelection[];
	updated_at: string;
}

export interface ContentBlock {
	content_block_id: string;
	name: string;
	description: string;
	content: string;
	content_type: 'html' | 'text';
	state: 'active' | 'draft';
	tags: string[];
	created_at: string;
	last_edited: string;
	/** Where it is used: IDs of message variations. */
	inclusion_data: JsonObject[];
	translations: Translation[];
}

/** The texts of one locale, by the ID of their translation tag. */
export interface Translation {
	translation_map: Record<string, string>;
	locale: { uuid: string; name: string; country: string; language: string; locale_key: string };
}

export interface EmailTemplate {
	email_template_id: string;
	template_name: string;
	description: string;
	subject: string;
	preheader: string;
	body: string;
	plaintext_body: string;
	should_inline_css: boolean;
	tags: string[];
	created_at: string;
	updated_at: string;
}
