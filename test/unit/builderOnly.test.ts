import type { INodeProperties } from 'n8n-workflow';

import {
	isBuilderOnly,
	isDestructive,
	isGuarded,
	optionsIn,
} from '../../nodes/Braze/fields/tool/builderOnly';
import { resources } from '../../nodes/Braze/resources';
import { verbOf } from '../../nodes/Braze/transport/endpoint';

/** What the model of an AI agent must not choose, and what it may, for review: each new field belongs to one of the two. */

const MUST_NOT: readonly string[] = [
	'audience',
	'audienceGroups',
	'audienceMatch',
	'confirmBroadcast',
	'confirmDelete',
	'confirmMerge',
	'confirmRemove',
	'downloadUrl',
	'mode',
	'options.allowAgentChoice',
	'options.allowRepeatedAudiences',
	'options.callbackUrl',
	'options.deduplicateBy',
	'options.dryRun',
	'options.identicalMessages',
	'options.ifKeyExists',
	'options.ignoreFrequencyCapping',
	'options.recipientLimit',
	'options.recipientSubscriptionState',
	'options.removeUnconfirmed',
	'options.resendUnclear',
	'options.scheduleKeyCatalog',
	'options.testRecipients',
	'segmentId',
	'sendTo',
	'specifyAudience',
	'testRecipients',
	'webhookUrl',
];

const MAY: readonly string[] = [
	'activityAttributes',
	'activityAttributesType',
	'activityId',
	'additionalFields',
	'appId',
	'baseTime',
	'binaryPropertyName',
	'brazeIdField',
	'campaignId',
	'canvasId',
	'cardType',
	'channel',
	'contentState',
	'daysToLive',
	'delayAmount',
	'delayUnit',
	'delivery',
	'direction',
	'emailField',
	'emailTemplateId',
	'entryProperties',
	'entryPropertiesJson',
	'externalIdField',
	'fieldsToExport',
	'findScheduleBy',
	'from',
	'htmlBody',
	'identifyBy',
	'ifNotReady',
	'ifPast',
	'imageUrl',
	'limit',
	'listedFields',
	'messagesJson',
	'moreFields',
	'options.apiCampaignId',
	'options.attachments',
	'options.attributesToExport',
	'options.changedSince',
	'options.checkRecipients',
	'options.combineItems',
	'options.entryProperties',
	'options.entryPropertiesJson',
	'options.entryPropertiesKey',
	'options.ifPast',
	'options.ignoreMissingSchedule',
	'options.includeInputFields',
	'options.includePast',
	'options.maximumWait',
	'options.messageVariationId',
	'options.moreFields',
	'options.outputFormat',
	'options.parallelRequests',
	'options.preflight',
	'options.rememberedKeys',
	'options.requestTimeout',
	'options.requestsPerMinute',
	'options.scheduleKey',
	'options.sendId',
	'options.waitForFile',
	'otherFields',
	'prioritization',
	'recipients',
	'recipientsJson',
	'returnAll',
	'scheduleId',
	'scheduleKey',
	'scheduleKind',
	'sendTime',
	'specifyEntryProperties',
	'specifyRecipients',
	'subject',
	'subscriptionGroupId',
	'text',
	'timeOfDay',
	'title',
	'webhookBody',
	'webhookHeaders',
	'webhookMethod',
	'whatsAppMessage',
	'whatsAppType',
	'when',
];

const named = (prefix: string, fields: readonly INodeProperties[]) =>
	fields
		.filter(({ name, type }) => name !== 'options' && type !== 'notice')
		.map((field) => ({ field, name: prefix + field.name }));

/** What has to be decided about: the whole of operations that have a target, and of what cannot be undone the options. */
const decided = resources
	.flatMap(({ operations }) => operations)
	.map(({ fields, endpoint }) => ({ fields, verb: verbOf(endpoint) }))
	.filter(({ fields, verb }) => isGuarded(fields, verb))
	.flatMap(({ fields, verb }) => [
		...named('', isDestructive(verb) ? fields.filter(isBuilderOnly) : fields),
		...named('options.', optionsIn(fields)),
	]);

const namesWhere = (isWanted: (field: INodeProperties) => boolean): string[] => [
	...new Set(decided.filter(({ field }) => isWanted(field)).map(({ name }) => name)),
];

it('leaves these to whoever builds the workflow', () => {
	expect(namesWhere(isBuilderOnly).sort()).toEqual(MUST_NOT);
});

it('leaves these to a model: wrap what it must not choose in builderOnly(…), and list what it may', () => {
	expect(namesWhere((field) => !isBuilderOnly(field)).sort()).toEqual(MAY);
});

it('guards every operation with a field of a target: whatever decides who is reached is wrapped in target(…)', () => {
	const fields = resources
		.flatMap(({ operations }) => operations)
		.filter(({ fields: own, endpoint }) => !isGuarded(own, verbOf(endpoint)))
		.flatMap(({ fields: own }) => own.filter(isBuilderOnly));

	expect([...new Set(fields.map(({ name }) => name))]).toEqual(['mode']);
});
