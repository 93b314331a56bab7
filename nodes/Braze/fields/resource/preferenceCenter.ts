import { resourceChoice } from './resourceChoice';

/** Chooses the preference center. */
export const preferenceCenterChoice = resourceChoice({
	label: 'Preference Center',
	name: 'preferenceCenterId',
	description: 'The preference center to work with',
	search: 'searchPreferenceCenters',
	hint: "'Get Many' lists the IDs of all preference centers",
});
