/** What the parts of the page's script share: elements, times, people. All text goes in as text nodes, never as HTML. */
export const RENDERING = String.raw`
function el(tag, className, ...children) {
	const node = document.createElement(tag);
	if (className) node.className = className;
	for (const child of children) if (child !== undefined && child !== null) node.append(child);
	return node;
}

function testable(node, id) {
	node.dataset.testid = id;
	return node;
}

function titled(node, title) {
	node.title = title;
	return node;
}

const byId = (id) => document.getElementById(id);
const plural = (count, word, words) => count + ' ' + (count === 1 ? word : words || word + 's');

const STATUS_COLOURS = { scheduled: 'blue', 'partly sent': 'amber', sent: 'green', 'not sent': 'red', cancelled: 'grey' };
const KINDS = { canvas: 'Canvas', campaign: 'Campaign', message: 'Message', transactional: 'Transactional' };
const MODES = {
	'one moment': 'At one moment',
	'local time': "In each recipient's local time",
	'optimal time': "At each recipient's optimal time",
};
const CHANNELS = {
	email: 'Email', sms: 'SMS', whats_app: 'WhatsApp', ios_push: 'iOS push', android_push: 'Android push', web_push: 'web push',
	kindle_push: 'Kindle push', push: 'push', content_card: 'Content Card', webhook: 'webhook',
};

const channelWords = (record) => record.channels.map((name) => CHANNELS[name] || name).join(', ');

function nameOf(record) {
	const name = record.canvas_name || record.campaign_name;
	return name || channelWords(record);
}

const formats = new Map();

function formatted(iso, zone, options) {
	const key = zone + JSON.stringify(options);
	if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options }));
	return formats.get(key).format(new Date(iso)).replace(/,/g, '');
}

const DAY = { weekday: 'short', day: '2-digit', month: 'short' };
const TIME = { hour: '2-digit', minute: '2-digit' };

function clockIn(iso, zone) {
	const text = formatted(iso, zone, { ...DAY, year: 'numeric', ...TIME, second: '2-digit' });
	return text.replace(/:00$/, '');
}

const shortIn = (iso, zone) => formatted(iso, zone, { ...DAY, ...TIME });

const isUnknown = (one) => one.skipped === 'no such user';

/** A chip that leads to the person; somebody who does not exist leads nowhere. */
function person(one) {
	const state = one.sent_at ? ' sent' : isUnknown(one) ? ' unknown' : one.skipped ? ' skipped' : '';
	const why = isUnknown(one) ? 'No person in this sandbox has this ' + one.identifier : one.skipped ? 'Skipped: ' + one.skipped : one.created ? 'Created by this request' : one.identifier;
	const properties = Object.keys(one.properties).length ? '\nProperties: ' + JSON.stringify(one.properties) : '';
	const chip = isUnknown(one) ? el('span', 'person mono' + state, one.id, ' · unknown') : link('person mono' + state, 'people', one.external_id || one.braze_id, one.id);
	return titled(chip, why + '\n' + one.time_zone + properties);
}

/** The people a record was intended for, without those who never matched. */
const meantBy = (record) => record.effectiveRecipients.filter((one) => !one.skipped || /^(cancelled|The (Canvas|campaign) is )/.test(one.skipped));

/** The recipients, in one line. */
function targetWords(record) {
	const unknown = record.effectiveRecipients.filter(isUnknown).length;
	const count = plural(meantBy(record).length, 'person', 'people') + (unknown ? ', ' + unknown + ' unknown' : '');
	if (record.target === 'broadcast') return 'Everyone · ' + count;
	if (record.target === 'audience') return (record.segment_id ? 'Segment · ' : 'Audience · ') + count;
	const [first] = record.effectiveRecipients;
	const who = record.effectiveRecipients.length === 1 ? first.id : count;
	return who + (record.target === 'recipients in audience' ? ', if in the ' + (record.segment_id ? 'segment' : 'audience') : '');
}

function kindBadge(record) {
	return el('span', 'kind ' + record.kind, KINDS[record.kind]);
}

function statusBadge(record) {
	return testable(el('span', 'badge ' + STATUS_COLOURS[record.status], record.status), 'schedule-status');
}

/** What keeps a schedule from reaching anybody, in a word or two; undefined if nothing does. */
function obstacle(record) {
	if (record.status === 'cancelled') return undefined;
	const reason = /is (paused|archived)/.exec(record.blocked || '');
	if (reason) return KINDS[record.kind] + ' ' + reason[1];
	if (meantBy(record).length > 0) return undefined;
	if (record.effectiveRecipients.length > 0 && record.effectiveRecipients.every(isUnknown)) return record.effectiveRecipients.length === 1 ? 'unknown person' : 'only unknown people';
	return 'reaches no one';
}

function obstacleBadge(record) {
	const words = obstacle(record);
	return words ? titled(testable(el('span', 'badge red', words), 'obstacle'), record.blocked || 'Nothing will be sent') : null;
}

/** The moments a record goes out, one a zone and moment, in order. */
function momentsOf(record) {
	const moments = new Map();
	for (const one of meantBy(record)) {
		const key = one.send_at + ' ' + one.time_zone;
		const moment = moments.get(key) || { at: one.send_at, zone: one.time_zone, count: 0, sent: 0 };
		moment.count += 1;
		if (one.sent_at) moment.sent += 1;
		moments.set(key, moment);
	}
	if (moments.size === 0) moments.set('', { at: record.first_send_at || record.created_at, zone: 'UTC', count: 0, sent: 0 });
	return [...moments.values()].sort((a, b) => a.at.localeCompare(b.at) || b.count - a.count);
}
`;
