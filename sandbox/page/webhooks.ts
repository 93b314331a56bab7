/** The part of the page's script that sets up webhooks, and shows the calls that were made. */
export const WEBHOOKS = String.raw`
function callRow(call) {
	const row = el('div', 'row');
	const last = call.attempts[call.attempts.length - 1];
	const answer = last ? String(last.status ?? last.problem) : 'not sent yet';
	const count = call.kind === 'currents' ? ' (' + plural(call.body.events.length, 'event') + ')' : '';
	row.append(el('strong', '', call.kind + count), ' ' + call.outcome + ', ' + plural(call.attempts.length, 'attempt') + ', last response: ' + answer);
	row.dataset.testid = 'call';
	return row;
}

async function drawCalls() {
	const [{ webhooks }, { total, calls }] = await Promise.all(
		['/_sandbox/webhooks', '/_sandbox/calls?limit=100'].map(async (path) => await (await fetch(path)).json()),
	);
	if (changed('webhooks', webhooks)) {
		const lines = webhooks.map((one) => el('p', 'more', one.kind + ' \u2192 ' + one.url + (one.stopped ? ' (stopped: ' + one.stopped + ')' : '')));
		byId('webhooks').replaceChildren(...lines);
	}
	draw('calls', total, calls.reverse(), callRow,
		() => empty('No calls yet', 'Set a webhook URL, then send a message: what Braze would call is listed here.'));
}

byId('webhook-save').addEventListener('click', () => {
	const header = byId('webhook-header').value.trim();
	const headers = header ? { [header]: byId('webhook-value').value } : {};
	control('POST', 'webhooks', { kind: byId('webhook-kind').value, url: byId('webhook-url').value.trim(), headers });
});
byId('webhook-clear').addEventListener('click', () => control('DELETE', 'webhooks'));
`;

/** Its place on the page. */
export const WEBHOOKS_MARKUP = `
		<section aria-labelledby="calls-title">
			<div class="heading">
				<h2 id="calls-title">Webhook calls <span class="count" id="calls-count"></span></h2>
				<div class="tools">
					<select id="webhook-kind" aria-label="Source">
						<option value="webhookMessage">Webhook message</option>
						<option value="currents">Currents</option>
						<option value="transactionalPostback">Transactional postback</option>
						<option value="segmentExport">Segment export</option>
					</select>
					<input id="webhook-url" type="url" placeholder="Webhook URL" aria-label="Webhook URL">
					<input id="webhook-header" placeholder="Header" aria-label="Header name">
					<input id="webhook-value" type="password" placeholder="Value" aria-label="Header value" autocomplete="off">
					<div class="buttons"><button id="webhook-save">Save</button><button id="webhook-clear">Clear</button></div>
				</div>
			</div>
			<div id="webhooks"></div>
			<div id="calls" class="panel list" data-testid="calls"></div>
		</section>`;
