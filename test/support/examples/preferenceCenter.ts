import { NEWSLETTER_CENTER_ID } from '../../../sandbox/seeds/preferenceCenters';
import { byId } from '../kinds';
import type { Example } from './example';

const CENTER = { preferenceCenterId: byId(NEWSLETTER_CENTER_ID) };
const PAGES = { pageHtml: '<form></form>', confirmationPageHtml: '<p>Saved.</p>' };

export const preferenceCenter: Record<string, Example> = {
	getMany: { parameters: {} },
	get: { parameters: CENTER },
	getUrl: { parameters: { ...CENTER, externalUserId: 'user-001' } },
	create: { parameters: { name: '={{ $json.name ?? "choices-" + $itemIndex }}', ...PAGES } },
	update: { parameters: { ...CENTER, ...PAGES } },
};
