/** The part of the page's script that draws schedules and sends. All text goes in as text nodes, so nothing is HTML. */
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

const STATUS_COLOURS = { scheduled: 'blue', 'partly sent': 'amber', sent: 'green', 'not sent': 'red', cancelled: 'grey' };

const MODES = {
	'one moment': 'At one moment',
	'local time': "In each recipient's local time",
	'optimal time': "At each recipient's optimal time",
};

const formats = new Map();

function clockIn(iso, zone) {
	if (!formats.has(zone)) {
		formats.set(zone, new Intl.DateTimeFormat('en-GB', {
			timeZone: zone, weekday: 'short', day: '2-digit', month: 'short', year: 'numeric',
			hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
		}));
	}
	const text = formats.get(zone).format(new Date(iso));
	return text.replace(/:00$/, '').replace(/^(\w+),? /, '$1 ').replace(',', '');
}

function person(one) {
	const state = one.sent_at ? ' sent' : one.skipped ? ' skipped' : '';
	const why = one.skipped ? 'Skipped: ' + one.skipped : one.created ? 'Created by this request' : one.identifier;
	const properties = Object.keys(one.properties).length ? '\nEntry properties: ' + JSON.stringify(one.properties) : '';
	return titled(el('span', 'person mono' + state, one.id), why + properties);
}

function toWhom(record) {
	const line = el('div', 'to');
	const people = record.effectiveRecipients;
	const reached = people.filter((one) => !one.skipped || one.skipped === 'cancelled').length;
	if (record.broadcast) {
		line.append(el('span', 'badge red', record.target === 'broadcast' ? 'Broadcast' : 'Broadcast to an audience'));
		line.append(el('span', '', record.target === 'broadcast' ? "everyone in the Canvas's audience" : 'everyone who matches'));
	} else line.append(el('span', '', 'To'));
	if (record.target === 'recipients in audience') line.append(el('span', '', 'those who match'));
	if (record.audience) line.append(audienceWords(record));
	const shown = record.broadcast ? [] : people.slice(0, 6);
	for (const one of shown) line.append(person(one));
	if (!record.broadcast && people.length > shown.length) line.append(el('span', '', 'and ' + (people.length - shown.length) + ' more'));
	if (record.broadcast) line.append(el('span', '', '· ' + reached + (reached === 1 ? ' person' : ' people') + ' in this sandbox'));
	const dropped = record.recipients.length - people.length;
	if (!record.broadcast && dropped > 0) line.append(el('span', 'badge amber', dropped + ' duplicate' + (dropped > 1 ? 's' : '') + ' dropped'));
	return line;
}

function audienceWords(record) {
	const text = JSON.stringify(record.audience);
	return titled(el('span', 'person mono', text.length > 70 ? text.slice(0, 69) + '…' : text), JSON.stringify(record.audience, null, 2));
}

/** One line a zone and moment; the first eight. */
function whenTable(record) {
	const rows = new Map();
	for (const one of record.effectiveRecipients) {
		if (one.skipped && one.skipped !== 'cancelled') continue;
		const key = one.send_at + ' ' + one.time_zone;
		const row = rows.get(key) || { at: one.send_at, zone: one.time_zone, count: 0, sent: 0 };
		row.count += 1;
		if (one.sent_at) row.sent += 1;
		rows.set(key, row);
	}
	if (rows.size === 0) rows.set('', { at: record.first_send_at, zone: 'UTC', count: 0 });
	const sorted = [...rows.values()].sort((a, b) => a.at.localeCompare(b.at) || b.count - a.count);
	const body = el('tbody');
	for (const row of sorted.slice(0, 8)) {
		const people = row.sent ? row.sent + ' sent' : String(row.count);
		body.append(el('tr', row.sent ? 'past' : '', el('td', 'mono', clockIn(row.at, 'UTC')), el('td', 'mono', clockIn(row.at, row.zone)), el('td', '', row.zone), el('td', '', people)));
	}
	if (sorted.length > 8) body.append(el('tr', '', el('td', '', '… and ' + (sorted.length - 8) + ' more zones'), el('td'), el('td'), el('td')));
	const head = el('tr', '', el('th', '', 'UTC'), el('th', '', 'Local clock'), el('th', '', 'Time zone'), el('th', '', 'People'));
	return el('div', 'when', el('table', '', el('thead', '', head), body));
}

function ids(pairs) {
	const line = el('div', 'ids');
	for (const [name, value] of pairs) line.append(el('span', '', name + ' ', el('code', '', value)));
	return line;
}

function scheduleRow(record) {
	const top = el('div', 'row',
		testable(el('span', 'badge ' + STATUS_COLOURS[record.status], record.status), 'schedule-status'),
		el('span', 'name', record.canvas_name || record.campaign_name),
		el('span', 'end', MODES[record.mode]));
	const card = testable(el('article', 'card', top, toWhom(record), whenTable(record)), 'schedule-row');
	card.dataset.scheduleId = record.schedule_id;
	if (record.notice) card.append(el('p', 'note', record.notice));
	const changes = [['schedule_id', record.schedule_id], ['dispatch_id', record.dispatch_id]];
	if (record.cancelled_at) changes.push(['cancelled', clockIn(record.cancelled_at, 'UTC') + ' UTC']);
	else if (record.updated_at) changes.push(['changed', clockIn(record.updated_at, 'UTC') + ' UTC']);
	card.append(ids(changes));
	return card;
}

function sendRow(record) {
	const colour = record.delivered ? 'green' : 'amber';
	const top = el('div', 'row',
		el('span', 'badge ' + colour, record.delivered ? 'sent to ' + record.delivered : 'sent to nobody'),
		el('span', 'name', record.canvas_name || record.campaign_name),
		el('span', 'end mono', clockIn(record.created_at, 'UTC') + ' UTC'));
	const card = testable(el('article', 'card', top, toWhom(record)), 'send-row');
	if (record.notice) card.append(el('p', 'note', record.notice));
	card.append(ids([['dispatch_id', record.dispatch_id]]));
	return card;
}
`;
