import type { INodeParameters } from 'n8n-workflow';

import { NAMES } from '../../../nodes/Braze/resources/user/exportFields';
import { assigned } from '../assignments';
import type { Bench } from '../bench';
import { byId } from '../kinds';
import type { Example } from './example';
import { ERRORS } from './schedules';
import { ADA, SEGMENT } from './shared';

const FIRST_NAME = { attributes: assigned({ name: 'first_name', value: 'Ada' }) };

const MUG = { productId: '7', productName: 'Mug', variantId: '7-red', price: 9.5 };

const ORDER: INodeParameters = {
	ecommerceEvent: 'order_placed',
	orderId: '1001',
	totalValue: 19,
	currency: 'EUR',
	source: 'my-shop',
	products: { product: [{ ...MUG, quantity: 2 }] },
};

const VIEWED: INodeParameters = { ...MUG, ecommerceEvent: 'product_viewed' };

/** Each kind of identifier returns a different output field. */
const BY_EACH_IDENTIFIER: INodeParameters[] = [
	{ identifyBy: 'userAlias', aliasName: '1042', aliasLabel: 'crm' },
	{ identifyBy: 'email', email: 'ada@example.com' },
	{ identifyBy: 'phone', phone: '+14155550100' },
	{ identifyBy: 'brazeId', brazeId: '64d1f0a0c0ffee0000000001' },
];

/**
 * Waiting returns additional fields: different ones the first time, when the key lacks the permission for the status.
 */
const WAITING: INodeParameters = { options: { waitUntilProcessed: true } };

/** The profile already has some values, or all of them. */
const ONLY_CHANGED: INodeParameters[] = [
	{},
	{ attributes: assigned({ name: 'first_name', value: 'Grace' }) },
].map((attributes) => ({ ...attributes, options: { onlyChangedAttributes: true } }));

const statusDeniedOnce = async ({ sandbox: { faults, requests } }: Bench) => {
	const path = '/users/track/status';
	const kind = { type: 'status' as const, status: 403, body: { message: 'Access Denied' } };
	const isNew = faults.active().length === 0 && !requests.some((request) => request.path === path);
	if (isNew) faults.add({ match: { path }, kind });
	return await Promise.resolve([{}]);
};

const LEAD = { aliasName: 'lead-1', aliasLabel: 'crm' };

const UNKNOWN = { externalUserId: 'nobody' };

const EVERY_FIELD: INodeParameters = {
	fieldsToExport: NAMES.map(([, value]) => value),
};

/** A separate person for each item, with an external ID that was renamed. */
const renamedUser = async (bench: Bench) => {
	const { users } = bench.sandbox.state;
	const number = users.length + 1;
	const user = {
		...users[0],
		braze_id: `made-${number}`,
		external_id: `new-${number}`,
		deprecated_external_ids: [`old-${number}`],
	};
	users.push(user);
	return await Promise.resolve([{ id: user.external_id, old: `old-${number}` }]);
};

/** A separate segment for each item, because Braze runs only one export per segment at a time. */
const freshSegment = async (bench: Bench) => {
	const { segments } = bench.sandbox.state;
	const id = `0d6f3a52-7b1c-4e8d-9a40-${String(segments.length).padStart(12, '0')}`;
	segments.push({ ...segments[0], id });
	return await Promise.resolve([{ id }]);
};

/** A finished export, and the URL of an unfinished one. */
const exported = async (bench: Bench) => {
	const start = async () => {
		const segmentId = byId(String((await freshSegment(bench))[0].id));
		const started = await bench.run({ resource: 'user', operation: 'exportSegment', segmentId, options: {} });
		return String(started.ok[0].json.url);
	};
	const url = await start();
	bench.sandbox.clock.advance(60);
	return [{ url, next: await start() }];
};

/** Ada, with an event and a purchase. */
const activeUser = async (bench: Bench) => {
	const [ada] = bench.sandbox.state.users;
	const time = '2026-09-01T10:00:00.000Z';
	ada.phone = '+14155550100';
	ada.profile = {
		country: 'GB',
		dob: '1815-12-10',
		gender: 'F',
		home_city: 'London',
		language: 'en',
		last_name: 'Lovelace',
	};
	ada.custom_events = [{ name: 'signed_up', time }];
	ada.purchases = [{ product_id: 'tea', currency: 'EUR', price: 4.5, quantity: 2, time }];
	return await Promise.resolve([{}]);
};

/** Examples of the operations about users. */
export const user: Record<string, Example> = {
	upsert: {
		parameters: { ...ADA, ...FIRST_NAME },
		variants: [...BY_EACH_IDENTIFIER, WAITING, WAITING, ...ONLY_CHANGED],
		before: statusDeniedOnce,
		faults: [ERRORS],
		repeatable: true,
	},
	trackEvent: {
		parameters: { ...ADA, eventName: 'deal_closed' },
		variants: [...BY_EACH_IDENTIFIER, FIRST_NAME, WAITING, WAITING],
		before: statusDeniedOnce,
		faults: [ERRORS],
	},
	trackPurchase: {
		parameters: { ...ADA, productId: 'pro-plan', currency: 'USD', price: 99.5 },
		variants: [...BY_EACH_IDENTIFIER, WAITING, WAITING],
		before: statusDeniedOnce,
		faults: [ERRORS],
	},
	trackEcommerceEvent: {
		parameters: { ...ADA, ...ORDER },
		variants: [...BY_EACH_IDENTIFIER, VIEWED, WAITING, WAITING],
		before: statusDeniedOnce,
		faults: [ERRORS],
	},
	get: {
		parameters: { ...ADA, ...EVERY_FIELD },
		variants: [UNKNOWN, { identifyBy: 'userAlias', aliasName: 'no', aliasLabel: 'crm' }],
		before: activeUser,
	},
	identify: {
		parameters: { identifyBy: 'userAlias', ...LEAD, externalUserId: 'customer-9' },
		variants: [
			{ identifyBy: 'email', email: 'lead-1@example.com', prioritization: ['unidentified'] },
			{ identifyBy: 'phone', phone: '+14155550100', prioritization: ['unidentified'] },
		],
		repeatable: true,
	},
	createAlias: { parameters: { ...ADA, ...LEAD }, variants: [{ aliasFor: 'new', aliasName: 'lead-7' }] },
	updateAlias: { parameters: { ...LEAD, newAliasName: 'lead-8' } },
	merge: {
		parameters: {
			mergeIdentifyBy: 'userAlias',
			mergeAliasName: 'lead-1',
			mergeAliasLabel: 'crm',
			...ADA,
			confirmMerge: true,
		},
		variants: [
			{ mergeIdentifyBy: 'email', mergeEmail: 'a@example.com', identifyBy: 'phone', phone: '+14155550100' },
			{ mergeIdentifyBy: 'phone', mergePhone: '+14155550100', identifyBy: 'email', email: 'ada@example.com' },
		],
		repeatable: true,
	},
	delete: {
		parameters: { ...ADA, confirmDelete: true },
		variants: [
			{ identifyBy: 'brazeId', brazeId: 'x' },
			{ identifyBy: 'email', email: 'a@example.com' },
			{ identifyBy: 'phone', phone: '+14155550100' },
			{ identifyBy: 'userAlias', ...LEAD },
		],
		repeatable: true,
	},
	renameExternalId: {
		parameters: { externalUserId: '={{ $json.id }}', newExternalUserId: '={{ $json.id }}-2' },
		before: renamedUser,
	},
	removeExternalId: {
		parameters: {
			externalUserId: '={{ $json.old }}',
			confirmRemove: true,
			options: { allowAgentChoice: true },
		},
		before: renamedUser,
	},
	exportSegment: { parameters: { segmentId: byId('={{ $json.id }}') }, before: freshSegment },
	exportControlGroup: { parameters: {} },
	cancelSegmentExport: { parameters: SEGMENT },
	downloadExport: {
		parameters: { downloadUrl: '={{ $json.url }}' },
		variants: [{ downloadUrl: '={{ $json.next }}', ifNotReady: 'withoutFile', options: { waitForFile: 0 } }],
		before: exported,
	},
};
