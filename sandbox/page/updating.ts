/** The part of the page's script that asks the sandbox every second, and draws what changed. */
export const UPDATING = String.raw`
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
	if (hidden > 0) byId(name).append(el('p', 'more', plural(hidden, 'older one') + ' not shown'));
}

function drawFaults(faults) {
	if (!changed('faults', faults)) return;
	const box = byId('faults');
	box.hidden = faults.length === 0;
	const kinds = faults.map((fault) => fault.kind.type + (fault.left < 0 ? ' (always)' : ' (' + fault.left + '×)'));
	const clear = el('button', '', 'Clear');
	clear.addEventListener('click', () => control('DELETE', 'faults'));
	box.replaceChildren('Active faults: ' + kinds.join(', ') + ' ', clear);
}

function drawZones(companyZone) {
	if (!changed('zones', companyZone)) return;
	const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const zones = [...new Set(['UTC', companyZone, own])];
	byId('zone').replaceChildren(...zones.map((zone) => {
		const option = el('option', '', zone === companyZone ? zone + ' (company)' : zone);
		option.value = zone;
		return option;
	}));
	byId('zone').value = view.zone;
}

function openRequests() {
	return new Set([...document.querySelectorAll('[data-request-id][open]')].map((row) => Number(row.dataset.requestId)));
}

async function control(method, path, body) {
	await fetch('/_sandbox/' + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
	await update();
}

let clockAt, clockRead;
const present = () => clockAt + (Date.now() - clockRead);

function tick() {
	if (clockAt === undefined) return;
	const now = new Date(present()).toISOString();
	byId('clock').textContent = now.slice(0, 10) + ' ' + now.slice(11, 19);
	moveNow(present());
}

async function update() {
	try {
		const answers = await Promise.all([fetch('/_sandbox/state?limit=100'), fetch('/_sandbox/requests?limit=100')]);
		const [state, log] = await Promise.all(answers.map((answer) => answer.json()));
		const moved = clockAt !== undefined && Math.abs(Date.parse(state.clock) - present()) > 60e3;
		clockAt = Date.parse(state.clock);
		clockRead = Date.now();
		drawZones(state.companyTimeZone);
		const requests = log.requests.slice().reverse();
		const sends = state.sends.reverse();
		const schedules = state.schedules.reverse();
		await drawInspector(schedules.concat(sends), requests);
		drawTimeline(schedules, state.totals.schedules, clockAt, moved);
		draw('sends', state.totals.sends, sends, sendRow,
			() => empty('Nothing sent yet', 'Messages sent without a schedule appear here.'));
		const open = openRequests();
		draw('requests', log.total, requests, (request) => requestRow(request, open.has(request.id)),
			() => empty('No requests yet', 'Every request is listed here as received, with its response.'));
		await drawPeople();
		drawFaults(state.faults);
		await drawCalls();
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
for (const button of document.querySelectorAll('[data-span]')) {
	button.addEventListener('click', () => {
		view.days = Number(button.dataset.span);
		for (const other of document.querySelectorAll('[data-span]')) other.setAttribute('aria-pressed', String(other === button));
		update();
	});
}
byId('zone').addEventListener('change', () => {
	view.zone = byId('zone').value;
	update();
});
window.addEventListener('resize', () => {
	drawn.schedules = undefined;
});
byId('reset').addEventListener('click', () => {
	selection.id = undefined;
	control('POST', 'reset');
});
update();
setInterval(update, 1000);
setInterval(tick, 250);
`;
