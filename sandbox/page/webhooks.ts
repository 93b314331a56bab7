/** The part of the page's script that sets up webhooks, and shows the calls that were made. */
export const WEBHOOKS = String.raw`
const CALL_KINDS = {
	webhookMessage: 'Webhook message', currents: 'Currents', transactionalPostback: 'Transactional postback', segmentExport: 'Segment export',
};
const OUTCOME_COLOURS = { waiting: 'amber', delivered: 'green', 'given up': 'red', split: 'grey' };

const responseWords = (attempt) => String(attempt.status ?? attempt.problem);

function callSubject({ kind, body }) {
	if (kind === 'currents') return plural(body.events.length, 'event') + ' · ' + [...new Set(body.events.map((one) => one.event_type))].join(', ');
	return String(body.external_id ?? body.status ?? body.event_id ?? '');
}

function callRow(call, open) {
	const { attempts } = call;
	const summary = el('summary', '',
		el('strong', '', CALL_KINDS[call.kind]),
		el('span', 'path mono', callSubject(call)),
		attempts.length ? el('span', 'soft', plural(attempts.length, 'attempt') + ', last response: ' + responseWords(attempts[attempts.length - 1])) : null,
		el('span', 'badge ' + OUTCOME_COLOURS[call.outcome], call.outcome === 'waiting' && attempts.length ? 'retrying' : call.outcome),
		el('time', '', new Date(call.madeAt).toISOString().slice(11, 19)));
	const row = testable(el('details', '', summary), 'call');
	row.dataset.callId = call.id;
	row.open = open;
	const fill = () => {
		if (row.open && row.children.length === 1) row.append(callDetail(call));
	};
	row.addEventListener('toggle', fill);
	fill();
	return row;
}

function callDetail({ body, attempts, outcome, dueAt }) {
	const lines = attempts.map((one) => clockIn(one.at, 'UTC') + ' UTC · ' + responseWords(one));
	if (outcome === 'waiting') lines.push(clockIn(new Date(dueAt).toISOString(), 'UTC') + ' UTC · next attempt');
	return el('div', 'detail', ...block('Attempts', lines.join('\n')), ...block('Body', body));
}

function webhookLine(one) {
	const state = one.stopped ? el('span', 'badge red', 'stopped: ' + one.stopped) : null;
	const headers = one.headers.length ? ' with ' + one.headers.join(', ') : '';
	return testable(el('p', 'webhook', el('strong', '', CALL_KINDS[one.kind]), ' \u2192 ', el('span', 'mono', one.url), headers + ' ', state), 'webhook');
}

async function drawCalls() {
	const [{ webhooks }, { total, calls }] = await Promise.all(['webhooks', 'calls?limit=100'].map(read));
	byId('webhook-test').disabled = !webhooks.some(({ kind }) => kind === byId('webhook-kind').value);
	if (changed('webhooks', webhooks)) byId('webhook-list').replaceChildren(...webhooks.map(webhookLine));
	const open = new Set([...document.querySelectorAll('[data-call-id][open]')].map((row) => Number(row.dataset.callId)));
	draw('calls', total, calls.reverse(), (call) => callRow(call, open.has(call.id)),
		() => empty('No calls yet', 'Save a webhook URL, then send a message. The calls that Braze would make appear here.'));
}

byId('webhook-form').addEventListener('submit', (event) => {
	event.preventDefault();
	const header = byId('webhook-header').value.trim();
	const headers = header ? { [header]: byId('webhook-value').value } : {};
	control('POST', 'webhooks', { kind: byId('webhook-kind').value, url: byId('webhook-url').value.trim(), headers });
});
byId('webhook-kind').addEventListener('change', drawCalls);
byId('webhook-test').addEventListener('click', () => control('POST', 'calls/test', { kind: byId('webhook-kind').value }));
byId('webhook-clear').addEventListener('click', () => control('DELETE', 'webhooks'));
`;

/** Its place on the page. */
export const WEBHOOKS_MARKUP = `
	<section id="webhooks" class="view" aria-labelledby="calls-title">
			<div class="heading">
				<h2 id="calls-title">Webhook calls <span class="count" id="calls-count"></span></h2>
				<form id="webhook-form" class="tools">
					<select id="webhook-kind" aria-label="Source">
						<option value="webhookMessage">Webhook message</option>
						<option value="currents">Currents</option>
						<option value="transactionalPostback">Transactional postback</option>
						<option value="segmentExport">Segment export</option>
					</select>
					<input id="webhook-url" type="url" pattern="https?://.+" required placeholder="Webhook URL" aria-label="Webhook URL">
					<input id="webhook-header" placeholder="Header name" aria-label="Header name">
					<input id="webhook-value" type="password" placeholder="Header value" aria-label="Header value" autocomplete="off">
					<div class="buttons"><button id="webhook-save">Save</button><button id="webhook-test" type="button" disabled title="Send a sample call to the saved URL">Send test</button><button id="webhook-clear" type="button">Clear</button></div>
				</form>
			</div>
			<div id="webhook-list"></div>
			<div id="calls" class="panel list" data-testid="calls"></div>
		</section>`;
