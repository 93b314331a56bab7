export const REQUESTS_MARKUP = `
	<section id="requests" class="view" aria-labelledby="requests-title">
		<div class="heading">
			<h2 id="requests-title">Requests <span class="count" id="request-list-count"></span></h2>
			<div class="tools">
				<label>Filter <input id="request-search" type="search" autocomplete="off" placeholder="Path, method, status or body"></label>
				<label><input id="request-failed" type="checkbox"> Only failed</label>
			</div>
		</div>
		<div id="request-list" class="panel list"></div>
	</section>`;

/** The part of the page's script that draws the sends and the requests as received. */
export const REQUESTS = String.raw`
function sendBadge(record) {
	return el('span', 'badge ' + (record.delivered ? 'green' : 'amber'), record.delivered ? 'sent to ' + record.delivered : 'reached no one');
}

function sendRow(record) {
	const row = testable(el('button', 'send', kindBadge(record), el('span', 'name', nameOf(record)), sendBadge(record),
		el('span', 'soft grow', targetWords(record)), el('time', '', clockIn(record.created_at, 'UTC') + ' UTC')), 'send-row');
	return selectable(row, record.dispatch_id);
}

function requestStatus(request) {
	if (request.status === null) return el('span', 'badge red', request.fault && request.fault.type === 'drop' ? 'dropped' : 'waiting');
	const colour = request.status < 300 ? 'green' : request.status === 429 ? 'amber' : 'red';
	return el('span', 'badge ' + colour, String(request.status));
}

function queryText(query) {
	const parts = [];
	for (const [name, value] of Object.entries(query)) for (const one of [].concat(value)) parts.push(name + '=' + one);
	return parts.length ? '?' + parts.join('&') : '';
}

function block(title, value) {
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
	return [el('h4', '', title), el('pre', '', text)];
}

function requestRow(request, open) {
	const query = queryText(request.query);
	const summary = el('summary', '',
		el('span', 'method mono', request.method),
		titled(el('span', 'path mono', request.path + query), request.path + query),
		request.fault ? titled(el('span', 'badge amber', 'fault: ' + request.fault.type), JSON.stringify(request.fault)) : null,
		request.fault && request.acted ? el('span', 'badge grey', 'carried out') : null,
		requestStatus(request),
		el('time', '', request.at.slice(11, 19)));
	const row = testable(el('details', '', summary), 'request-row');
	row.dataset.requestId = request.id;
	row.open = open;
	const fill = () => {
		if (row.open && row.children.length === 1) row.append(requestDetail(request));
	};
	row.addEventListener('toggle', fill);
	fill();
	return row;
}

function requestDetail(request) {
	const body = request.body === undefined ? request.rawBody : request.body;
	const detail = el('div', 'detail');
	if (body !== '') detail.append(...block('Body', body));
	if (request.response !== undefined) detail.append(...block('Response', request.response));
	detail.append(...block('Headers', request.headers));
	return detail;
}

async function drawRequests() {
	const wanted = byId('request-search').value.trim();
	const failed = byId('request-failed').checked;
	const { total, requests } = await read('requests?limit=100&search=' + encodeURIComponent(wanted) + (failed ? '&failed' : ''));
	const open = new Set([...document.querySelectorAll('[data-request-id][open]')].map((row) => Number(row.dataset.requestId)));
	const none = () => wanted || failed ? empty('No request fits', 'Change the filter to see others.') : empty('No requests yet', 'Every request is listed here as received, with its response.');
	draw('request-list', total, requests.reverse(), (request) => requestRow(request, open.has(request.id)), none);
}

byId('request-search').addEventListener('input', drawRequests);
byId('request-failed').addEventListener('change', drawRequests);
`;
