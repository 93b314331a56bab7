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

const read = async (path) => await (await fetch('/_sandbox/' + path)).json();

/** Asks the sandbox to change something; says why if it refuses. */
async function control(method, path, body) {
	const answer = await fetch('/_sandbox/' + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
	byId('problem').hidden = answer.ok;
	byId('problem').textContent = answer.ok ? '' : (await answer.json()).message;
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

function drawTotals(totals) {
	for (const name of ['schedules', 'requests', 'calls']) byId(name + '-total').textContent = String(totals[name]);
	byId('people-total').textContent = String(totals.users);
}

async function drawTimelineSection(state, moved) {
	const log = (await read('requests?limit=100')).requests.reverse();
	const sends = state.sends.reverse();
	const schedules = state.schedules.reverse();
	await drawInspector(schedules.concat(sends), log);
	drawTimeline(schedules, state.totals.schedules, clockAt, moved);
	draw('sends', state.totals.sends, sends, sendRow, () => empty('Nothing sent yet', 'Messages sent without a schedule appear here.'));
}

function drawHeader(state) {
	view.company = state.companyTimeZone;
	byId('editor').hidden = !state.n8n;
	if (state.n8n) byId('editor').href = state.n8n;
	drawZones(state.companyTimeZone);
	drawTotals(state.totals);
	drawFaults(state.faults);
	drawClockState(state.clock);
}

async function update() {
	try {
		const state = await read('state?limit=100');
		const moved = clockAt !== undefined && Math.abs(Date.parse(state.clock) - present()) > 60e3;
		clockAt = Date.parse(state.clock);
		clockRead = Date.now();
		drawHeader(state);
		const { section } = route();
		if (section === 'timeline') await drawTimelineSection(state, moved);
		if (section === 'people') await drawPeople();
		if (section === 'requests') await drawRequests();
		if (section === 'webhooks') await drawCalls();
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
showSection();
setInterval(update, 1000);
setInterval(tick, 250);
`;
