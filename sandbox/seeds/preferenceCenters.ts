/** A preference center, as the sandbox keeps it. */
export interface PreferenceCenter {
	id: string;
	name: string;
	created_at: string;
	updated_at: string;
	title: string;
	page: string;
	confirmation: string;
	state: 'active' | 'draft';
	options: Record<string, unknown>;
}

export const NEWSLETTER_CENTER_ID = '8efc52aa-935e-42b7-bd6b-98f43bb9b0f1';

/** A preference center with believable values for all that is not given. */
export const makePreferenceCenter = (
	id: string,
	part: Partial<PreferenceCenter> & { name: string },
): PreferenceCenter => ({
	id,
	created_at: '2026-03-02T10:00:00Z',
	updated_at: '2026-05-11T08:30:00Z',
	title: 'Preference Center',
	page: '<form action="{{preference_center_submit_url}}" method="post"></form>',
	confirmation: '<p>Saved.</p>',
	state: 'active',
	options: {},
	...part,
});

export const seedPreferenceCenters = (): PreferenceCenter[] => [
	makePreferenceCenter(NEWSLETTER_CENTER_ID, { name: 'newsletter_choices' }),
	makePreferenceCenter('8efc52aa-935e-42b7-bd6b-98f43bb9b0f2', { name: 'product-updates', state: 'draft' }),
];
