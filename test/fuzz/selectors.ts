/**
 * Parameters that decide who or what is reached, changed, found or removed, written down without a look at what the node
 * says about them: a failed expression in one of these must never reach Braze. It is no complete list, and need not be.
 */
const SELECTORS: ReadonlySet<string> = new Set([
	'aliasLabel',
	'aliasName',
	'apiCampaignId',
	'appId',
	'attribute',
	'braze_id',
	'brazeId',
	'campaignId',
	'canvasId',
	'catalogName',
	'contentBlockId',
	'daysValue',
	'deduplicateBy',
	'email',
	'emailTemplateId',
	'eventName',
	'externalSendId',
	'externalUserId',
	'fieldName',
	'itemId',
	'keyId',
	'mergeAliasLabel',
	'mergeAliasName',
	'mergeEmail',
	'mergeExternalUserId',
	'mergePhone',
	'messageVariationId',
	'newAliasName',
	'newExternalUserId',
	'numberValue',
	'phone',
	'preferenceCenterId',
	'productId',
	'scheduleId',
	'scheduleKey',
	'segmentId',
	'selectionName',
	'sendId',
	'subscriptionGroupId',
	'subscriptionGroupIds',
	'testRecipients',
	'textValue',
]);

/** Texts that people read: parts of them may be empty, and the message still has to go out. */
const CONTENT: ReadonlySet<string> = new Set([
	'description',
	'htmlBody',
	'plaintextBody',
	'preheader',
	'subject',
	'text',
	'title',
]);

/**
 * Whether a value selects: one of the names on the way to it does, or it is the name of an attribute or property. Of JSON
 * only parts select.
 */
export const selects = (way: readonly string[], type: string): boolean =>
	type !== 'json' &&
	(way.some((name) => SELECTORS.has(name)) || (way.includes('assignments') && way.at(-1) === 'name'));

/** Whether a value is content: one that people read, or the value of a property. Attributes may be those of the profile. */
export const isContent = (way: readonly string[]): boolean =>
	CONTENT.has(way.at(-1) ?? '') || (/properties/i.test(way[0]) && way.at(-1) === 'value');
