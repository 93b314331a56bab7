import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { IOS_APP_ID } from '../../sandbox/seeds/apps';
import { CRM_MESSAGES_ID, ORDER_SHIPPED_ID, RECEIPT_ID } from '../../sandbox/seeds/campaigns';
import { CAFES } from '../../sandbox/seeds/catalogs';
import { ONBOARDING_ID } from '../../sandbox/seeds/canvases';
import { ORDERS_INTEGRATION_ID } from '../../sandbox/seeds/integrations';
import { BANNER_ID } from '../../sandbox/seeds/mediaAssets';
import { NEWSLETTER_CENTER_ID } from '../../sandbox/seeds/preferenceCenters';
import { OLD_ID, PUBLIC_KEY } from '../../sandbox/seeds/sdkKeys';
import { PRO_PLAN_ID } from '../../sandbox/seeds/segments';
import { NEWSLETTER_ID } from '../../sandbox/seeds/subscriptionGroups';
import { NAMES } from '../../nodes/Braze/resources/user/exportFields';
import { FOOTER_ID, WELCOME_TEMPLATE_ID } from '../../sandbox/seeds/templates';
import type { Bench } from './bench';
import { assigned } from './assignments';
import { byId, byName } from './kinds';
import { PUSH, rows } from './messages';

/** How an operation is used: the first time as most would, then in the ways that give further fields. */
export interface Example {
	/** As the editor saves them, without resource and operation. */
	readonly parameters: INodeParameters;
	/** Changes of the parameters, each for a run of its own, that give fields which the editor should offer too. */
	readonly variants?: INodeParameters[];
	/** What has to be there first; gives the input items. */
	readonly before?: (bench: Bench) => Promise<IDataObject[]>;
	/** The fields that every output has, where the workspace names the others itself: the schema lists no more. */
	readonly fixed?: string[];
	/** A status of the answer, or a fault, that gives other fields. */
	readonly faults?: Array<Parameters<Bench['sandbox']['faults']['add']>[0]>;
	/** Set where these parameters may be repeated, though others of the operation may not. */
	readonly repeatable?: true;
}

const NOTICE = { kind: { type: 'notice', notice: 'The Canvas is paused.' } } as const;
const ERRORS = { kind: { type: 'errors' as const, errors: ['One recipient was left out'] } };

const LATER: INodeParameters = { sendTime: '2026-09-09T09:00:00' };
const LOCALLY: INodeParameters = { delivery: 'localTime' };
/** The time is in the past: the output says that the item was left out. */
const SKIPPED: INodeParameters = { sendTime: '2026-09-01T09:00:00', ifPast: 'skip' };
const OPTIMALLY: INodeParameters = { delivery: 'optimalTime' };
const RECIPIENTS: INodeParameters = { recipients: rows('user-001') };
const EVERYONE: INodeParameters = { sendTo: 'broadcast', confirmBroadcast: true, recipients: {} };

/** The output of a schedule of the same resource. */
const scheduled = (parameters: INodeParameters) => async (bench: Bench) => {
	const { ok } = await bench.run({
		...parameters,
		operation: 'schedule',
		...LATER,
		...RECIPIENTS,
		options: undefined,
	});
	return ok.map(({ json }) => json);
};

const GONE = {
	match: { path: '*' },
	kind: { type: 'status', status: 400, body: { message: 'The schedule is gone' } },
} as const;
const IGNORING: INodeParameters = { options: { ignoreMissingSchedule: true } };

function triggered(resource: string, chosen: INodeParameters): Record<string, Example> {
	const before = scheduled({ resource, ...chosen });
	const sending = { ...chosen, ...RECIPIENTS };
	return {
		schedule: {
			parameters: { ...sending, ...LATER },
			variants: [LOCALLY, OPTIMALLY, EVERYONE, SKIPPED],
			faults: [NOTICE, ERRORS],
		},
		updateSchedule: {
			parameters: { ...LATER, ...IGNORING },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			before,
			faults: [GONE],
		},
		cancelSchedule: { parameters: IGNORING, before, faults: [GONE] },
		sendNow: { parameters: sending, variants: [EVERYONE], faults: [NOTICE, ERRORS] },
		get: { parameters: chosen },
		getMany: { parameters: {} },
		duplicate: { parameters: { ...chosen, name: 'Copy' } },
	};
}

const CANVAS = { canvasId: byId(ONBOARDING_ID) };
const CAMPAIGN = { campaignId: byId(ORDER_SHIPPED_ID) };
const EVERY_CHANNEL = { campaignId: byId(CRM_MESSAGES_ID) };
const SEGMENT = { segmentId: byId(PRO_PLAN_ID) };

const EVENT = { eventName: { __rl: true, mode: 'name', value: 'completed_checkout' } };

const INTEGRATION = { integrationId: byId(ORDERS_INTEGRATION_ID) };
const CENTER = { preferenceCenterId: byId(NEWSLETTER_CENTER_ID) };
const PAGES = { pageHtml: '<form></form>', confirmationPageHtml: '<p>Saved.</p>' };

const APP = { appId: IOS_APP_ID };
const ACTIVITY = { ...APP, activityId: 'order-1042', contentState: '{ "minutes": 12 }' };
const STARTED = { activityAttributesType: 'OrderActivity', activityAttributes: '{ "orderNumber": "1042" }', title: 'On its way', text: 'Your order has left' };
const TO_SEGMENT: INodeParameters = { sendTo: 'segment', ...SEGMENT, recipients: {} };

/** An app has room for two more keys then. */
const withOneKey = async (bench: Bench) => {
	bench.sandbox.state.sdkKeys.length = 1;
	return await Promise.resolve([{}]);
};

const HOURLY: INodeParameters = { unit: 'hour', hours: 3 };
const OF_APP: INodeParameters = { filters: { appId: IOS_APP_ID } };
const OF_SEGMENT: INodeParameters = { filters: SEGMENT };
const OF_PRODUCT: INodeParameters = { filters: { productId: 'plan-pro' } };

const withSendId = async (bench: Bench) => {
	bench.sandbox.state.sendIds.push({
		send_id: 'spring_26',
		campaign_id: CRM_MESSAGES_ID,
		created_at: '2026-09-01',
	});
	return await Promise.resolve([{}]);
};

const CATALOG = { catalogName: byName(CAFES) };
const FIELDS = { catalogFields: { field: [{ name: 'Price', type: 'number' }] } };
/** Names that no item has had before. */
let made = 0;
const newNames = async () => await Promise.resolve([{ name: `new-${++made}` }]);

const withCatalog = async (bench: Bench) => {
	const name = `old-${++made}`;
	bench.sandbox.state.catalogs.push({ ...bench.sandbox.state.catalogs[0], name, selections: [] });
	return await Promise.resolve([{ name }]);
};

const withField = async (bench: Bench) => {
	const name = `Field_${++made}`;
	bench.sandbox.state.catalogs[0].fields.push({ name, type: 'string' });
	return await Promise.resolve([{ name }]);
};

const withSelection = async (bench: Bench) => {
	const name = `selection ${++made}`;
	bench.sandbox.state.catalogs[0].selections.push({ name, filters: [], results_limit: 1 });
	return await Promise.resolve([{ name }]);
};

const ADA = { externalUserId: 'user-001' };
const FIRST_NAME = { attributes: assigned({ name: 'first_name', value: 'Ada' }) };
/** Each way to name a person gives an output field of its own. */
const BY_EACH_IDENTIFIER: INodeParameters[] = [
	{ identifyBy: 'userAlias', aliasName: '1042', aliasLabel: 'crm' },
	{ identifyBy: 'email', email: 'ada@example.com' },
	{ identifyBy: 'phone', phone: '+14155550100' },
	{ identifyBy: 'brazeId', brazeId: '64d1f0a0c0ffee0000000001' },
];
const LEAD = { aliasName: 'lead-1', aliasLabel: 'crm' };
const UNKNOWN = { externalUserId: 'nobody' };
const EVERY_FIELD: INodeParameters = {
	fieldsToExport: NAMES.map(([, value]) => value),
};

/** A person of their own for each item, with an external ID that was renamed. */
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

/** A segment of its own for each item: Braze exports each once at a time. */
const freshSegment = async (bench: Bench) => {
	const { segments } = bench.sandbox.state;
	const id = `0d6f3a52-7b1c-4e8d-9a40-${String(segments.length).padStart(12, '0')}`;
	segments.push({ ...segments[0], id });
	return await Promise.resolve([{ id }]);
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

const USER: Record<string, Example> = {
	upsert: { parameters: { ...ADA, ...FIRST_NAME }, variants: BY_EACH_IDENTIFIER, faults: [ERRORS], repeatable: true },
	trackEvent: {
		parameters: { ...ADA, eventName: 'deal_closed' },
		variants: [...BY_EACH_IDENTIFIER, FIRST_NAME],
		faults: [ERRORS],
	},
	trackPurchase: {
		parameters: { ...ADA, productId: 'pro-plan', currency: 'USD', price: 99.5 },
		variants: BY_EACH_IDENTIFIER,
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
};

const ADDRESS = { email: 'ada@example.com' };
const AUGUST = { startDate: '2026-08-01', endDate: '2026-08-31' };

/** Ada, who gets the newsletter, and somebody without an external ID and a phone. */
const subscriber = async (bench: Bench) => {
	const [ada] = bench.sandbox.state.users;
	const subscription_groups = { [NEWSLETTER_ID]: 'subscribed' };
	Object.assign(ada, { phone: '+14155550100', subscription_groups });
	const lead = bench.sandbox.state.users.find(({ email }) => email === 'lead-1@example.com');
	Object.assign(lead ?? {}, { subscription_groups });
	return await Promise.resolve([{}]);
};

const BLOCK = { contentBlockId: byId(FOOTER_ID) };
const TEMPLATE = { templateId: byId(WELCOME_TEMPLATE_ID) };
const VALUES = { itemId: '={{ $json.id }}', specifyItemValues: 'json', itemValuesJson: '{ "Name": "New" }' };
const ALONE = { options: { combineItems: false } };
const newItem = async () => await Promise.resolve([{ id: `new-${++made}` }]);

const withItem = async (bench: Bench) => {
	const id = `old-${++made}`;
	bench.sandbox.state.catalogs[0].items.push({ id });
	return await Promise.resolve([{ id }]);
};

/** Every operation of the node, by resource and operation. */
export const EXAMPLES: Record<string, Record<string, Example>> = {
	canvas: {
		...triggered('canvas', CANVAS),
		getAnalytics: { parameters: CANVAS },
		getAnalyticsSummary: { parameters: CANVAS },
	},
	campaign: {
		...triggered('campaign', CAMPAIGN),
		sendTransactional: {
			parameters: { campaignId: byId(RECEIPT_ID), externalUserId: 'user-001' },
			variants: [{ externalSendId: 'order-7' }, { externalSendId: 'order-7' }],
		},
		getAnalytics: { parameters: EVERY_CHANNEL },
		getSendAnalytics: {
			parameters: { ...EVERY_CHANNEL, sendId: 'spring_26' },
			before: withSendId,
		},
		createSendId: { parameters: CAMPAIGN },
	},
	catalog: {
		getMany: { parameters: {} },
		create: { parameters: { name: '={{ $json.name }}', description: 'New', ...FIELDS }, before: newNames },
		delete: { parameters: { catalogName: byName('={{ $json.name }}'), confirmDelete: true }, before: withCatalog },
		createFields: {
			parameters: { ...CATALOG, catalogFields: { field: [{ name: '={{ $json.name }}', type: 'number' }] } },
			before: newNames,
		},
		deleteField: { parameters: { ...CATALOG, fieldName: '={{ $json.name }}' }, before: withField },
		createSelection: { parameters: { ...CATALOG, selectionName: '={{ $json.name }}' }, before: newNames },
		deleteSelection: { parameters: { ...CATALOG, selectionName: '={{ $json.name }}' }, before: withSelection },
	},
	catalogItem: {
		createOrUpdate: { parameters: { ...CATALOG, ...VALUES }, before: newItem, variants: [ALONE] },
		create: { parameters: { ...CATALOG, ...VALUES }, before: newItem, variants: [ALONE] },
		update: { parameters: { ...CATALOG, itemId: 'cafe-1', specifyItemValues: 'json', itemValuesJson: '{ "Rating": 5 }' }, variants: [ALONE] },
		delete: { parameters: { ...CATALOG, itemId: '={{ $json.id }}' }, before: withItem, variants: [ALONE] },
		get: { parameters: { ...CATALOG, itemId: 'cafe-1' }, fixed: ['id'] },
		getMany: { parameters: CATALOG, fixed: ['id'] },
	},
	contentBlock: {
		getMany: { parameters: {} },
		get: { parameters: BLOCK, variants: [{ options: { includeInclusionData: true } }] },
		create: { parameters: { name: '={{ $json.name }}', content: '<p>Hi</p>' }, before: newNames },
		update: { parameters: { ...BLOCK, updateFields: { content: '<p>Hi</p>' } } },
	},
	emailTemplate: {
		getMany: { parameters: {} },
		get: { parameters: TEMPLATE },
		create: { parameters: { name: 'Sale', subject: 'Sale', htmlBody: '<p>Hi</p>' } },
		update: { parameters: { ...TEMPLATE, updateFields: { subject: 'Hi' } } },
	},
	message: {
		schedule: {
			parameters: { ...PUSH, ...RECIPIENTS, ...LATER },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			faults: [ERRORS],
		},
		updateSchedule: {
			parameters: { ...LATER, ...IGNORING },
			variants: [LOCALLY, OPTIMALLY, SKIPPED],
			before: scheduled({ resource: 'message', ...PUSH }),
			faults: [GONE],
		},
		cancelSchedule: {
			parameters: IGNORING,
			before: scheduled({ resource: 'message', ...PUSH }),
			faults: [GONE],
		},
		sendNow: { parameters: { ...PUSH, ...RECIPIENTS }, faults: [ERRORS] },
		getScheduledBroadcasts: { parameters: {} },
	},
	cloudDataIngestion: {
		getMany: { parameters: {} },
		sync: { parameters: INTEGRATION },
		getManySyncStatuses: { parameters: { ...INTEGRATION, limit: 10 } },
	},
	liveActivity: {
		start: { parameters: { ...ACTIVITY, ...RECIPIENTS, ...STARTED }, variants: [TO_SEGMENT], faults: [ERRORS] },
		update: { parameters: { ...ACTIVITY, updateFields: { title: 'Almost there', text: 'Open the door' } } },
	},
	sdkAuthentication: {
		getMany: { parameters: APP },
		create: { parameters: { ...APP, rsaPublicKey: PUBLIC_KEY, description: 'Key of 2027' }, before: withOneKey },
		setPrimary: { parameters: { ...APP, keyId: OLD_ID } },
		delete: { parameters: { ...APP, keyId: OLD_ID, confirmDelete: true } },
	},
	mediaAsset: {
		upload: { parameters: { assetUrl: 'https://cdn.example.com/cat.png' }, variants: [{ assetUrl: 'https://cdn.example.com/cats.zip' }] },
		replace: { parameters: { assetId: BANNER_ID, assetUrl: 'https://cdn.example.com/summer.png' } },
	},
	preferenceCenter: {
		getMany: { parameters: {} },
		get: { parameters: CENTER },
		getUrl: { parameters: { ...CENTER, externalUserId: 'user-001' } },
		create: { parameters: { name: '={{ $json.name ?? "choices-" + $itemIndex }}', ...PAGES } },
		update: { parameters: { ...CENTER, ...PAGES } },
	},
	customAttribute: { getMany: { parameters: {} } },
	customEvent: {
		getMany: { parameters: {} },
		getManyNames: { parameters: {} },
		getAnalytics: { parameters: EVENT, variants: [HOURLY, OF_APP, OF_SEGMENT] },
	},
	kpi: {
		getDailyActiveUsers: { parameters: {}, variants: [OF_APP] },
		getMonthlyActiveUsers: { parameters: {}, variants: [OF_APP] },
		getNewUsers: { parameters: {}, variants: [OF_APP] },
		getUninstalls: { parameters: {}, variants: [OF_APP] },
	},
	purchase: {
		// Fewer than there are: how many a full page has is not known, so the next one would be asked for.
		getManyProducts: { parameters: { limit: 3 } },
		getQuantityAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_PRODUCT] },
		getRevenueAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_PRODUCT] },
	},
	session: { getAnalytics: { parameters: {}, variants: [HOURLY, OF_APP, OF_SEGMENT] } },
	segment: {
		get: { parameters: SEGMENT },
		getMany: { parameters: {} },
		getAnalytics: { parameters: SEGMENT },
	},
	user: USER,
	subscriptionGroup: {
		setStatus: {
			parameters: { ...ADA, subscriptionGroupIds: [NEWSLETTER_ID] },
			variants: [
				{ identifyBy: 'email', email: 'a@example.com' },
				{ identifyBy: 'phone', phone: '+14155550100' },
			],
		},
		getStatus: {
			parameters: { ...ADA, subscriptionGroupId: NEWSLETTER_ID },
			variants: [
				{ identifyBy: 'email', email: 'a@example.com' },
				{ identifyBy: 'phone', phone: '+14155550100' },
			],
		},
		getUserGroups: {
			parameters: ADA,
			variants: [{ identifyBy: 'email', email: 'lead-1@example.com' }],
			before: subscriber,
		},
	},
	email: {
		setStatus: { parameters: ADDRESS },
		getUnsubscribes: { parameters: AUGUST },
		getHardBounces: { parameters: AUGUST },
		removeFromBounceList: { parameters: ADDRESS },
		removeFromSpamList: { parameters: ADDRESS },
		addToBlocklist: { parameters: ADDRESS },
	},
	sms: {
		getInvalidNumbers: { parameters: AUGUST },
		removeInvalidNumbers: { parameters: { phone: '+14155550190' } },
	},
};

/** The examples as a table: resource, operation, example. */
export const EXAMPLE_ROWS = Object.entries(EXAMPLES).flatMap(([resource, operations]) =>
	Object.entries(operations).map(([operation, example]) => [resource, operation, example] as const),
);
