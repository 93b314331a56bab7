import type { INodeProperties } from 'n8n-workflow';

/**
 * What a value is for, which decides what an expression may leave empty:
 *
 * - `identifies`: IDs, keys, names, addresses, parts of a path. No part of it may be empty.
 * - `selects`: what a filter compares with. The same; but it may be punctuation.
 * - `content`: what people read, and data. Parts may be empty.
 * - `setting`: how something is done. Nothing is not "off".
 * - `time`: a date or a time of day.
 */
export type Nature = 'identifies' | 'selects' | 'content' | 'setting' | 'time';

type ByType = Partial<Record<INodeProperties['type'], Nature>>;

/** Types of fields that can only be for one thing. */
const BY_TYPE: ByType = {
	options: 'setting',
	multiOptions: 'setting',
	boolean: 'setting',
	hidden: 'setting',
	number: 'setting',
	dateTime: 'time',
	resourceLocator: 'identifies',
	assignmentCollection: 'content',
};

/**
 * Text, JSON and the numbers of filters, by the names of their parameters, or by their whole path where a name has two
 * meanings. It is not part of the description, because every editor downloads that.
 */
const BY_NAME: Readonly<Record<Nature, readonly string[]>> = {
	identifies: [
		'activityAttributesType',
		'activityId',
		'aliasLabel',
		'aliasName',
		'apiCampaignId',
		'appId',
		'assetId',
		'assetUrl',
		'attributeChanges.change.objectKey',
		'attributeChanges.change.objectKeyValue',
		'attributesToExport',
		'basicAuthCredential',
		'binaryPropertyName',
		'brazeId',
		'brazeIdField',
		'callbackUrl',
		'cartId',
		'checkoutId',
		'currency',
		'deduplicateBy',
		'downloadUrl',
		'email',
		'emailField',
		'emailTemplateId',
		'externalIdField',
		'externalSendId',
		'externalUserId',
		'field',
		'fieldName',
		'from',
		'imageUrl',
		'imageUrlField',
		'itemId',
		'keyId',
		'listedFields',
		'localeId',
		'mergeAliasLabel',
		'mergeAliasName',
		'mergeEmail',
		'mergeExternalUserId',
		'mergePhone',
		'messageVariationId',
		'metadataFields',
		'name',
		'newAliasName',
		'newExternalUserId',
		'options.moreFields',
		'orderId',
		'phone',
		'phoneField',
		'priceField',
		'productId',
		'productIdField',
		'productNameField',
		'productUrl',
		'productUrlField',
		'productsJson',
		'quantityField',
		'recipientsJson',
		'rsaPublicKey',
		'scheduleId',
		'scheduleKey',
		'scheduleKeyCatalog',
		'selectionName',
		'sendId',
		'sortField',
		'source',
		'subscriptionGroupId',
		'subscriptionGroupIds',
		'tagNames',
		'testRecipients',
		'url',
		'variantId',
		'variantIdField',
		'webhookUrl',
	],
	selects: [
		'audience',
		'daysValue',
		'numberValue',
		'selectionFilters.filter.value',
		'textValue',
		'textValues',
	],
	content: [
		'activityAttributes',
		'attributeChanges.change.value',
		'attributesJson',
		'cancelReason',
		'confirmationPageHtml',
		'content',
		'contentState',
		'description',
		'discounts',
		'entryPropertiesJson',
		'fileName',
		'htmlBody',
		'itemValuesJson',
		'linkTags',
		'messagesJson',
		'metadata',
		'moreFields',
		'pageHtml',
		'plaintextBody',
		'preheader',
		'productName',
		'productsList',
		'propertiesJson',
		'subject',
		'text',
		'title',
		'viewport',
		'webhookBody',
		'webhookHeaders',
		'whatsAppMessage',
	],
	setting: [],
	time: ['timeOfDay'],
};

const NATURES = new Map(
	(Object.entries(BY_NAME) as Array<[Nature, readonly string[]]>).flatMap(([nature, names]) =>
		names.map((name) => [name, nature] as const),
	),
);

/**
 * The nature of a parameter; `undefined` for notices and collections, which have no value themselves, and for what the
 * list above lacks.
 *
 * @param path the names that lead to it: `options.scheduleKey`
 */
export function natureOf(
	path: string,
	{ name, type }: Pick<INodeProperties, 'name' | 'type'>,
): Nature | undefined {
	return NATURES.get(path) ?? NATURES.get(name) ?? BY_TYPE[type];
}

/** Members of JSON that are content, though what is around them identifies people. */
export const CONTENT_MEMBERS: ReadonlySet<string> = new Set([
	'attributes',
	'canvas_entry_properties',
	'context',
	'trigger_properties',
]);

/**
 * What `look` finds in the first member of JSON, at any depth, that is not content.
 *
 * @param look returns `undefined` for whatever it does not look for
 */
export function findOutsideContent<T>(
	value: unknown,
	look: (value: unknown) => T | undefined,
): T | undefined {
	const found = look(value);
	if (found !== undefined || typeof value !== 'object' || value === null) return found;
	for (const [name, member] of Object.entries(value)) {
		const inside = CONTENT_MEMBERS.has(name) ? undefined : findOutsideContent(member, look);
		if (inside !== undefined) return inside;
	}
	return undefined;
}

/** The names and paths that have a nature by themselves. */
export const NAMED: readonly string[] = [...NATURES.keys()];
