import { summaryText } from '../../../nodes/Braze/delivery/results/summary';
import { resources } from '../../../nodes/Braze/resources';
import { verbOf, type Verb, type Endpoint } from '../../../nodes/Braze/transport/endpoint';
import { describeFailure, describeRepeatedFailure } from '../../../nodes/Braze/transport/failure';
import type { Verdict } from '../../../nodes/Braze/transport/classify';
import { quote, sentences } from '../../../nodes/Braze/transport/errorText';

/** What people read after a failure, as a whole: each kind of answer with each kind of operation. */

type Failed = Exclude<Verdict, { kind: 'accepted' }>;

type Refused = Extract<Failed, { kind: 'refused' }>;

const ENDPOINTS = {
	fetched: { method: 'GET', path: '/canvas/details', permission: 'canvas.details' },
	sent: { method: 'POST', path: '/canvas/trigger/send', permission: 'canvas.trigger.send' },
	scheduled: {
		method: 'POST',
		path: '/canvas/trigger/schedule/create',
		permission: 'canvas.trigger.schedule.create',
		verb: 'scheduled',
	},
	cancelled: {
		method: 'POST',
		path: '/canvas/trigger/schedule/delete',
		permission: 'canvas.trigger.schedule.delete',
		verb: 'cancelled',
		refusalHint: 'Perhaps it is gone',
		repetitionHint: 'Perhaps it was the first',
	},
	duplicated: {
		method: 'POST',
		path: '/canvas/duplicate',
		permission: 'canvas.duplicate',
		verb: 'duplicated',
	},
} satisfies Partial<Record<Verb, Endpoint>>;

type Kind = keyof typeof ENDPOINTS;

const refused = (status: number, detail: string): Refused => ({ kind: 'refused', status, detail, body: {} });

const WRONG_KEY =
	'Either the key is wrong, deleted or limited to other IP addresses, or the workspace is on another instance: compare the instance in the credential with your dashboard URL.';

const NOT_TWICE = 'It was not retried, so that nobody gets the message twice.';

const TEXTS: Array<[Kind, Failed, message: string, resolution: string]> = [
	['fetched', refused(400, 'Bad page'), 'Bad page', 'Braze refused the request (400).'],
	['fetched', refused(400, ''), 'Braze refused the request (400)', 'Braze gave no reason.'],
	[
		'sent',
		refused(400, 'No such Canvas.'),
		'No such Canvas',
		'Braze refused the request (400). Nothing was sent by this request.',
	],
	[
		'sent',
		refused(400, ''),
		'Braze refused the request (400)',
		'Nothing was sent by this request. Braze gave no reason.',
	],
	[
		'scheduled',
		refused(400, 'Really?'),
		'Really?',
		'Braze refused the request (400). Nothing was scheduled by this request.',
	],
	[
		'duplicated',
		refused(422, 'Name too long'),
		'Name too long',
		'Braze refused the request (422). Nothing was duplicated by this request.',
	],
	[
		'cancelled',
		refused(400, 'Gone'),
		'Gone',
		'Perhaps it is gone. Braze refused the request (400). Nothing was cancelled by this request.',
	],
	[
		'cancelled',
		refused(400, ''),
		'Braze refused the request (400)',
		'Perhaps it is gone. Nothing was cancelled by this request.',
	],
	[
		'fetched',
		refused(401, 'Invalid API key'),
		'Braze does not accept the API key on this instance',
		`${WRONG_KEY} Braze said: "Invalid API key".`,
	],
	[
		'cancelled',
		refused(401, ''),
		'Braze does not accept the API key on this instance',
		`${WRONG_KEY} Nothing was cancelled by this request.`,
	],
	[
		'fetched',
		refused(403, 'Access Denied'),
		'The API key lacks the permission canvas.details',
		'The permissions of a key cannot be changed. Create a new REST API key with canvas.details in Braze, and enter it in the credential. Braze said: "Access Denied".',
	],
	[
		'fetched',
		refused(404, ''),
		'Braze did not find what was requested',
		'Check the IDs in this item. Also check the instance in the credential (/canvas/details).',
	],
	[
		'cancelled',
		refused(404, 'Not Found'),
		'Braze did not find what was requested',
		'Perhaps it is gone. Also check the instance in the credential (/canvas/trigger/schedule/delete). Nothing was cancelled by this request. Braze said: "Not Found".',
	],
	[
		'fetched',
		refused(404, 'Invalid Request; Could not find item'),
		'Could not find item',
		'Check the IDs in this item. Also check the instance in the credential (/canvas/details). Braze refused the request (404).',
	],
	['fetched', refused(400, 'read ENOENT'), 'Braze refused the request (400)', 'Braze said: "read ENOENT".'],
	[
		'fetched',
		refused(400, 'Invalid Request'),
		'Braze refused the request (400)',
		'Braze said: "Invalid Request".',
	],
	[
		'fetched',
		refused(400, `${'long '.repeat(50)}text`),
		'Braze refused the request (400)',
		`Braze said: "${'long '.repeat(50)}text".`,
	],
	[
		'sent',
		refused(413, ''),
		'The request is too large for Braze',
		'Send fewer or smaller properties and attributes. Nothing was sent by this request.',
	],
	[
		'fetched',
		refused(302, ''),
		'The URL in the credential redirects elsewhere',
		'The key was not sent there. Enter the REST endpoint of your instance in the credential.',
	],
	[
		'fetched',
		{ kind: 'slowDown', headers: {}, detail: '' },
		"Braze's rate limit was reached",
		'Try again later.',
	],
	[
		'sent',
		{ kind: 'slowDown', headers: {}, detail: 'Rate limited!' },
		"Braze's rate limit was reached",
		'Nothing was sent by this request. Try again later. Braze said: "Rate limited!"',
	],
	[
		'fetched',
		{ kind: 'notReached', status: 503, detail: '', lasting: false },
		'Braze is temporarily unavailable (503)',
		'Try again later.',
	],
	[
		'scheduled',
		{ kind: 'notReached', status: 502, detail: 'Bad Gateway', lasting: false },
		'Braze is temporarily unavailable (502)',
		'Nothing was scheduled by this request. Try again later. Braze said: "Bad Gateway".',
	],
	[
		'fetched',
		{ kind: 'notReached', detail: 'No server answers at https://x', lasting: false },
		'No server answers at https://x',
		"Check the instance in the credential and n8n's network connection.",
	],
	[
		'cancelled',
		{ kind: 'notReached', detail: '', lasting: true },
		'Braze could not be reached',
		"Nothing was cancelled by this request. Check the instance in the credential and n8n's network connection.",
	],
	[
		'fetched',
		{ kind: 'unclear', detail: '' },
		'Braze did not respond',
		'Repeating it is safe: try again later.',
	],
	[
		'fetched',
		{ kind: 'unclear', status: 500, detail: 'Oh' },
		'Braze returned 500',
		'Repeating it is safe: try again later. Braze said: "Oh".',
	],
	[
		'cancelled',
		{ kind: 'unclear', detail: 'The connection was closed before the response arrived' },
		'Braze did not respond, so it is unknown whether this was carried out',
		'Repeating it is safe: try again later. The connection was closed before the response arrived.',
	],
	[
		'sent',
		{ kind: 'unclear', status: 504, detail: '' },
		'Braze returned 504, so it is unknown whether this was carried out',
		`${NOT_TWICE} Check Braze before you repeat it, for example the Message Activity Log.`,
	],
	[
		'scheduled',
		{ kind: 'unclear', status: 200, detail: '' },
		'Braze returned 200, so it is unknown whether this was carried out',
		`${NOT_TWICE} Braze does not list these schedules: if there is one, it appears in the Message Activity Log once it goes out. The response is not in Braze's format: a proxy may have sent it.`,
	],
	[
		'sent',
		{ kind: 'unclear', status: 200, detail: 'failure' },
		'Braze returned 200, so it is unknown whether this was carried out',
		`${NOT_TWICE} Check Braze before you repeat it, for example the Message Activity Log. Braze said: "failure".`,
	],
	[
		'sent',
		{ kind: 'refused', status: 403, detail: 'Invalid whitelisted IPs', body: {} },
		"Braze does not accept this API key from n8n's IP address",
		'The key is limited to certain IP addresses. Add n8n\'s address to its allowlist in Braze, or use another key. Nothing was sent by this request. Braze said: "Invalid whitelisted IPs".',
	],
	[
		'duplicated',
		{ kind: 'unclear', detail: '' },
		'Braze did not respond, so it is unknown whether this was carried out',
		'It was not retried. Check Braze before you repeat it.',
	],
];

const SAFE: Record<Kind, 'idempotent' | 'notIdempotent'> = {
	fetched: 'idempotent',
	sent: 'notIdempotent',
	scheduled: 'notIdempotent',
	cancelled: 'idempotent',
	duplicated: 'notIdempotent',
};

it.each(TEXTS)('%s: %j', (kind, verdict, message, resolution) => {
	expect(describeFailure(verdict, ENDPOINTS[kind], SAFE[kind])).toMatchObject({
		message,
		resolution,
		verb: kind,
	});
});

it.each<[Kind, Refused, string]>([
	[
		'cancelled',
		refused(400, 'Gone'),
		'The retry failed: Gone. Perhaps it was the first. Braze refused the request (400).',
	],
	['fetched', refused(400, ''), 'The retry failed: Braze refused the request (400). Braze gave no reason.'],
	[
		'fetched',
		refused(401, ''),
		`The retry failed: Braze does not accept the API key on this instance. ${WRONG_KEY}`,
	],
])('%s again, after an unclear answer: %j', (kind, verdict, resolution) => {
	const unclear = describeFailure({ kind: 'unclear', detail: '' }, ENDPOINTS[kind]);

	expect(describeRepeatedFailure(unclear, verdict, ENDPOINTS[kind])).toMatchObject({
		message: unclear.message,
		resolution,
		afterUnclear: true,
	});
});

describe('the tally', () => {
	const of = (sent: number, refused: number, notSent: number, unknown: number, skipped = 0) => ({
		sent,
		refused,
		notSent,
		unknown,
		skipped,
		scheduleIds: [],
	});

	it.each<[Verb, ReturnType<typeof of>, string]>([
		['sent', of(7, 1, 2, 0), 'Of 10 items, 7 were sent, 1 refused, 2 not sent.'],
		['scheduled', of(1, 1, 0, 1), 'Of 3 items, 1 was scheduled, 1 refused, 1 unconfirmed.'],
		['fetched', of(2, 1, 0, 0), 'Of 3 items, 2 were fetched, 1 refused.'],
		['scheduled', of(0, 1, 0, 0, 1), 'Of 2 items, 1 was refused, 1 skipped.'],
		['cancelled', of(0, 1, 4, 0), 'Of 5 items, 1 was refused, 4 not cancelled.'],
		['changed', of(0, 0, 3, 0), 'All 3 items were not changed.'],
		['changed', of(0, 2, 0, 0), 'Both items were refused.'],
		['duplicated', of(0, 0, 0, 3), 'All 3 items were unconfirmed.'],
		['fetched', of(0, 1, 0, 0), ''],
		['sent', of(0, 0, 0, 1), ''],
	])('%s: %j', (verb, counts, text) => {
		expect(summaryText(counts, verb)).toBe(text);
	});
});

it('ends every sentence once', () => {
	expect(
		sentences(
			'One',
			'',
			' two. ',
			quote('Braze', 'three'),
			quote('Braze', ' four! '),
			quote('Braze', ' '),
			"in 'Send To'",
			'five (/six)',
		),
	).toBe(`One. two. Braze said: "three". Braze said: "four!" in 'Send To'. five (/six).`);
});

/** What the operations do that are no look-ups. */
const VERBS: Partial<Record<Verb, string[]>> = {
	scheduled: ['canvas.schedule', 'campaign.schedule', 'message.schedule'],
	changed: [
		'canvas.updateSchedule',
		'campaign.updateSchedule',
		'message.updateSchedule',
		'user.updateAlias',
		'email.setStatus',
		'subscriptionGroup.setStatus',
		'mediaAsset.replace',
		'preferenceCenter.update',
		'liveActivity.update',
		'sdkAuthentication.setPrimary',
	],
	cancelled: [
		'canvas.cancelSchedule',
		'campaign.cancelSchedule',
		'message.cancelSchedule',
		'user.cancelSegmentExport',
	],
	duplicated: ['canvas.duplicate', 'campaign.duplicate'],
	created: [
		'campaign.createSendId',
		'catalog.create',
		'catalog.createFields',
		'catalog.createSelection',
		'catalogItem.create',
		'contentBlock.create',
		'emailTemplate.create',
		'mediaAsset.upload',
		'preferenceCenter.create',
		'sdkAuthentication.create',
		'user.createAlias',
	],
	saved: ['catalogItem.createOrUpdate'],
	updated: [
		'catalogItem.update',
		'contentBlock.update',
		'contentBlock.updateTranslations',
		'emailTemplate.update',
	],
	deleted: [
		'catalog.delete',
		'catalog.deleteField',
		'catalog.deleteSelection',
		'catalogItem.delete',
		'sdkAuthentication.delete',
		'user.delete',
	],
	identified: ['user.identify'],
	merged: ['user.merge'],
	removed: [
		'schedule.cleanUpKeys',
		'user.removeExternalId',
		'email.removeFromBounceList',
		'email.removeFromSpamList',
		'sms.removeInvalidNumbers',
	],
	blocked: ['email.addToBlocklist'],
	renamed: ['user.renameExternalId'],
	exported: ['user.exportSegment', 'user.exportControlGroup'],
	written: ['user.upsert', 'user.trackEvent', 'user.trackPurchase', 'user.trackEcommerceEvent'],
	started: ['cloudDataIngestion.sync', 'liveActivity.start'],
	sent: ['canvas.sendNow', 'campaign.sendNow', 'campaign.sendTransactional', 'message.sendNow'],
};

it('is known of every operation what it does', () => {
	const operations = resources.flatMap(({ value, operations: own }) =>
		own.map((one) => [`${value}.${one.value}`, one.endpoint] as const),
	);
	const found = operations.map(([name, endpoint]) => [name, verbOf(endpoint)]);
	const detail = Object.entries(VERBS).flatMap(([verb, names]) => names.map((name) => [name, verb]));

	expect(found.filter(([, verb]) => verb !== 'fetched').sort()).toEqual(detail.sort());
	// Profiles are looked up by POST; the clean-up begins with a list.
	expect(
		operations
			.filter(
				([name, { method }]) => (method === 'GET' && name !== 'schedule.cleanUpKeys') || name === 'user.get',
			)
			.map(([name]) => name),
	).toEqual(found.filter(([, verb]) => verb === 'fetched').map(([name]) => name));
});
