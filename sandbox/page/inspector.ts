/** The part of the page's script that shows one schedule or send whole, with its raw request. */
export const INSPECTOR = String.raw`
/** Until somebody selects one, the newest is shown. */
const selection = { id: undefined, record: undefined };

const idOf = (record) => record.schedule_id || record.dispatch_id;

function selectable(node, id) {
	node.dataset.selects = id;
	node.setAttribute('aria-pressed', String(id === selection.record));
	node.addEventListener('click', () => select(id));
	return node;
}

function select(id) {
	selection.id = id;
	for (const node of document.querySelectorAll('[data-selects]')) node.setAttribute('aria-pressed', String(node.dataset.selects === id));
	drawn.inspector = undefined;
	update();
}

function whenTable(record) {
	const moments = momentsOf(record);
	const body = el('tbody');
	for (const one of moments.slice(0, 40)) {
		const people = one.sent ? one.sent + ' sent' : String(one.count);
		body.append(el('tr', one.sent ? 'past' : '', titled(el('td', 'mono', momentWords(one.at)), clockIn(one.at, 'UTC') + ' UTC'),
			titled(el('td', 'mono', formatted(one.at, one.zone, { weekday: 'short', ...TIME })), clockIn(one.at, one.zone)), el('td', 'zone', one.zone), el('td', '', people)));
	}
	if (moments.length > 40) body.append(el('tr', '', el('td', '', '… and ' + (moments.length - 40) + ' more'), el('td'), el('td'), el('td')));
	const head = el('tr', '', el('th', '', view.zone === 'UTC' ? 'UTC' : view.zone.split('/').pop().replace(/_/g, ' ')), el('th', '', 'Local clock'), el('th', '', 'Time zone'), el('th', '', 'People'));
	return el('div', 'when', el('table', '', el('thead', '', head), body));
}

function part(title, ...children) {
	return el('section', 'part', el('h3', '', title), ...children);
}

function peoplePart(record) {
	const people = record.effectiveRecipients;
	const box = el('div', 'people', ...people.slice(0, 30).map(person));
	if (people.length > 30) box.append(el('span', 'soft', 'and ' + (people.length - 30) + ' more'));
	if (people.length === 0) box.append(el('p', 'note', 'No one in this sandbox fits, so nothing is sent.'));
	const unknown = people.filter(isUnknown).length;
	if (unknown > 0) box.append(el('p', 'note', plural(unknown, 'person does', 'people do') + ' not exist in this sandbox: Braze accepts the request, and sends them nothing.'));
	const dropped = record.recipients.length - people.length;
	if (!record.broadcast && dropped > 0) box.append(el('span', 'badge amber', plural(dropped, 'duplicate') + ' dropped'));
	const narrowed = record.audience ? el('pre', '', JSON.stringify(record.audience)) : null;
	const segment = record.segment_id ? el('p', 'soft', 'In segment ', el('code', '', record.segment_id)) : null;
	return part('Recipients: ' + targetWords(record), box, segment, narrowed);
}

function facts(record) {
	const list = el('dl', 'ids');
	const add = (name, value) => value && list.append(el('dt', '', name), el('dd', 'mono', value));
	add('schedule_id', record.schedule_id);
	add('dispatch_id', record.dispatch_id);
	add('send_id', record.send_id);
	add('external_send_id', record.external_send_id);
	add('Requested', clockIn(record.created_at, 'UTC') + ' UTC');
	add('Changed', record.updated_at && clockIn(record.updated_at, 'UTC') + ' UTC');
	add('Cancelled', record.cancelled_at && clockIn(record.cancelled_at, 'UTC') + ' UTC');
	return list;
}

async function rawRequest(record, log) {
	const known = log.find((one) => one.id === record.request_id);
	if (known) return known;
	const answer = await fetch('/_sandbox/requests/' + record.request_id);
	return answer.ok ? await answer.json() : undefined;
}

function requestPart(title, request) {
	const line = el('p', 'request-line mono', el('b', '', request.method), ' ' + request.path, requestStatus(request));
	return part(title, line, ...block('Body', request.body === undefined ? request.rawBody : request.body), ...block('Response', request.response === undefined ? '(none)' : request.response));
}

function changesOf(record, log) {
	if (!record.schedule_id) return [];
	return log.filter((one) => one.id !== record.request_id && one.body && one.body.schedule_id === record.schedule_id).sort((a, b) => a.id - b.id);
}

async function drawInspector(records, log) {
	const newest = records.reduce((last, one) => (last && last.request_id > one.request_id ? last : one), undefined);
	const record = records.find((one) => idOf(one) === selection.id) || newest;
	const box = byId('inspector');
	if (!record) {
		if (changed('inspector', 'nothing')) box.replaceChildren(empty('Nothing selected', 'Select a schedule in the timeline, or a send, to see its recipients, times and original request.'));
		return;
	}
	const changes = changesOf(record, log);
	if (!changed('inspector', [record, view.zone, changes.map((one) => [one.id, one.status])])) return;
	const request = await rawRequest(record, log);
	const status = record.status ? statusBadge(record) : sendBadge(record);
	status.dataset.testid = 'selected-status';
	const scrolled = selection.record === idOf(record) ? box.scrollTop : 0;
	selection.record = idOf(record);
	const title = el('div', 'title', el('div', 'line-1', kindBadge(record), status, record.schedule_id ? obstacleBadge(record) : null), el('h2', '', nameOf(record)),
		el('p', 'soft', [record.schedule_id ? MODES[record.mode] : 'Sent immediately', channelWords(record)].filter(Boolean).join(' · ')));
	const parts = [title, record.blocked || record.notice ? el('p', 'note', record.blocked || record.notice) : '', part('When', whenTable(record)), peoplePart(record), part('Identifiers', facts(record))];
	if (request) parts.push(requestPart('Request as received', request));
	for (const one of changes) parts.push(requestPart(one.path.split('/').pop() + ' request', one));
	box.replaceChildren(...parts);
	box.scrollTop = scrolled;
	for (const node of document.querySelectorAll('[data-selects]')) node.setAttribute('aria-pressed', String(node.dataset.selects === selection.record));
}
`;
