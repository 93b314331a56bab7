import type { ContentBlock, EmailTemplate, Translation } from '../types/catalogs';

/** An active Content Block. */
export const FOOTER_ID = '8b1f4c3e-6a70-4d52-b9d1-2f3e4a5b6c10';

/** A Content Block that is still a draft. */
export const BANNER_ID = '8b1f4c3e-6a70-4d52-b9d1-2f3e4a5b6c11';

/** Locales of the workspace. */
export const GERMAN_ID = '5a1d7c2e-90b4-4f6a-8e3d-1c2b3a495867';
export const FRENCH_ID = '5a1d7c2e-90b4-4f6a-8e3d-1c2b3a495868';

export const WELCOME_TEMPLATE_ID = '2d6e7f80-91a2-4b3c-8d4e-5f60718293a0';

const NEWSLETTER_TEMPLATE_ID = '2d6e7f80-91a2-4b3c-8d4e-5f60718293a1';

type BlockPart = Partial<ContentBlock> & Pick<ContentBlock, 'content_block_id' | 'name' | 'content'>;

/** A Content Block with believable values for all that is not given. */
export function makeContentBlock(part: BlockPart): ContentBlock {
	return {
		description: '',
		content_type: 'html',
		state: 'active',
		tags: [],
		created_at: '2026-03-02T09:00:00.000+00:00',
		last_edited: '2026-05-04T09:00:00.000+00:00',
		inclusion_data: [],
		translations: [],
		...part,
	};
}

function translation(uuid: string, name: string, translation_map: Record<string, string>): Translation {
	const [language, country] = name.split('-');
	return { translation_map, locale: { uuid, name, country, language, locale_key: name.toLowerCase() } };
}

/** Each text to translate is enclosed in tags. */
const FOOTER =
	'<p>{% translation address %}Example Ltd, 1 High Street{% endtranslation %}</p><p>{% translation imprint %}Imprint{% endtranslation %}</p>';

export function seedContentBlocks(): ContentBlock[] {
	return [
		makeContentBlock({
			content_block_id: FOOTER_ID,
			name: 'footer',
			content: FOOTER,
			description: 'The legal footer of every email',
			tags: ['CRM'],
			inclusion_data: [
				{ campaign_id: '3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51', message_variation_id: 'email-1' },
			],
			translations: [
				translation(GERMAN_ID, 'de-DE', { address: 'Example GmbH, Hauptstr. 1', imprint: 'Impressum' }),
				translation(FRENCH_ID, 'fr-FR', { address: '', imprint: '' }),
			],
		}),
		makeContentBlock({
			content_block_id: BANNER_ID,
			name: 'summer_banner',
			content: '<img src="https://example.com/summer.png">',
			state: 'draft',
			last_edited: '2026-07-06T09:00:00.000+00:00',
		}),
	];
}

/** A number of entries, to try paging: `block_001`, … with fixed IDs. */
export function manyContentBlocks(count: number): ContentBlock[] {
	return Array.from({ length: count }, (_, index) =>
		makeContentBlock({
			content_block_id: `00000000-0000-4000-b000-${String(index + 1).padStart(12, '0')}`,
			name: `block_${String(index + 1).padStart(3, '0')}`,
			content: 'Text',
		}),
	);
}

type TemplatePart = Partial<EmailTemplate> &
	Pick<EmailTemplate, 'email_template_id' | 'template_name' | 'subject' | 'body'>;

/** An email template with believable values for all that is not given. */
export function makeEmailTemplate(part: TemplatePart): EmailTemplate {
	return {
		description: '',
		preheader: '',
		plaintext_body: '',
		should_inline_css: true,
		tags: [],
		created_at: '2026-02-03T09:00:00.000+00:00',
		updated_at: '2026-04-05T09:00:00.000+00:00',
		...part,
	};
}

export function seedEmailTemplates(): EmailTemplate[] {
	return [
		makeEmailTemplate({
			email_template_id: WELCOME_TEMPLATE_ID,
			template_name: 'Welcome',
			subject: 'Welcome to Example',
			preheader: 'Three tips for your first day',
			body: '<h1>Welcome</h1>',
			plaintext_body: 'Welcome',
			tags: ['CRM'],
		}),
		makeEmailTemplate({
			email_template_id: NEWSLETTER_TEMPLATE_ID,
			template_name: 'Newsletter',
			subject: 'What is new',
			body: '<h1>News</h1>',
			updated_at: '2026-08-09T09:00:00.000+00:00',
		}),
	];
}

/** A number of entries, to try paging: `Template 001`, … with fixed IDs. */
export function manyEmailTemplates(count: number): EmailTemplate[] {
	return Array.from({ length: count }, (_, index) =>
		makeEmailTemplate({
			email_template_id: `00000000-0000-4000-c000-${String(index + 1).padStart(12, '0')}`,
			template_name: `Template ${String(index + 1).padStart(3, '0')}`,
			subject: 'Hi',
			body: 'Text',
		}),
	);
}
