/** The part of the page's script that asks the sandbox every second, and draws what changed. */
export const UPDATING = String.raw`
const byId = (id) => document.getElementById(id);
const drawn = {};

function changed(name, value) {
	const text = JSON.stringify(value);
	if (drawn[name] === text) return false;
	drawn[name] = text;
	return true;
}

function empty(title, words) {
	return el('div', 'empty', el('strong', '', title), words);
}

function draw(name, total, records, row, nothing) {
	if (!changed(name, [total, records])) return;
	byId(name + '-count').textContent = String(total);
	byId(name).replaceChildren(...(records.length ? records.map(row) : [nothing()]));
	const hidden = total - records.length;
	if (hidden > 0) byId(name).append(el('div', 'empty', hidden + ' older ones are not shown'));
}

function drawFaults(faults) {
	if (!changed('faults', faults)) return;
	const box = byId('faults');
	box.hidden = faults.length === 0;
	const kinds = faults.map((fault) => fault.kind.type + (fault.left < 0 ? ' (always)' : ' (' + fault.left + '×)'));
	const clear = el('button', '', 'Clear');
	clear.addEventListener('click', () => control('DELETE', 'faults'));
	box.replaceChildren('Faults in force: ' + kinds.join(', ') + ' ', clear);
}

function openRequests() {
	return new Set([...document.querySelectorAll('[data-request-id][open]')].map((row) => Number(row.dataset.requestId)));
}

async function control(method, path, body) {
	await fetch('/_sandbox/' + path, { method, body: body && JSON.stringify(body) });
	await update();
}

let clockAt, clockRead;

function tick() {
	if (clockAt === undefined) return;
	const now = new Date(clockAt + (Date.now() - clockRead)).toISOString();
	byId('clock').textContent = now.slice(0, 10) + ' ' + now.slice(11, 19);
}

async function update() {
	try {
		const answers = await Promise.all([fetch('/_sandbox/state?limit=100'), fetch('/_sandbox/requests?limit=100')]);
		const [state, log] = await Promise.all(answers.map((answer) => answer.json()));
		clockAt = new Date(state.clock).getTime();
		clockRead = Date.now();
		draw('schedules', state.totals.schedules, state.schedules.reverse(), scheduleRow,
			() => empty('Nothing is scheduled yet', 'Run a workflow against this sandbox, and its schedules appear here.'));
		draw('sends', state.totals.sends, state.sends.reverse(), sendRow,
			() => empty('Nothing was sent at once', 'Messages that go out without a schedule appear here.'));
		const open = openRequests();
		draw('requests', log.total, log.requests.reverse(), (request) => requestRow(request, open.has(request.id)),
			() => empty('No request yet', 'Every call is listed here as it was received, with the answer.'));
		drawFaults(state.faults);
		byId('offline').hidden = true;
		tick();
	} catch (error) {
		byId('offline').hidden = false;
		if (!(error instanceof TypeError)) console.error(error);
	}
}

byId('url').textContent = location.origin;
for (const button of document.querySelectorAll('.copy')) {
	button.addEventListener('click', () => navigator.clipboard.writeText(button.textContent));
}
for (const button of document.querySelectorAll('[data-advance]')) {
	button.addEventListener('click', () => control('POST', 'clock', { advanceSeconds: Number(button.dataset.advance) }));
}
byId('reset').addEventListener('click', () => control('POST', 'reset'));
update();
setInterval(update, 1000);
setInterval(tick, 250);
`;
