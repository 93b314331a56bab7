/** The part of the page's script that draws the schedules as bands on a time axis. */
export const TIMELINE = String.raw`
const view = { days: 0, zone: 'UTC', company: 'UTC', start: 0, end: 1, records: [] };

const place = (time) => ((time - view.start) / (view.end - view.start)) * 100;
const inside = (time) => time >= view.start && time <= view.end;

/** The time shown: from a little before now (or the first schedule) to the last schedule, or as many days as chosen. */
function setRange(now) {
	if (view.days > 0) {
		view.start = now - view.days * 24 * HOUR * 0.06;
		view.end = view.start + view.days * 24 * HOUR;
		return;
	}
	const times = view.records.flatMap((one) => [Date.parse(one.first_send_at), Date.parse(one.last_send_at)]);
	const first = Math.min(now, ...times);
	const last = Math.max(now + 12 * HOUR, ...times);
	view.start = first - (last - first) * 0.03;
	view.end = last + (last - first) * 0.09;
}

function positioned(node, left, width) {
	node.style.left = left + '%';
	if (width !== undefined) node.style.width = width + '%';
	return node;
}

function moveNow(now) {
	for (const node of document.querySelectorAll('.now, .now-label')) {
		node.hidden = !inside(now);
		node.style.left = place(now) + '%';
	}
}

function whenWords(record) {
	if (record.mode === 'one moment') return momentWords(record.first_send_at);
	const zones = plural(new Set(momentsOf(record).map((one) => one.zone)).size, 'zone');
	// The time as written, in whatever zone each person is.
	const written = record.schedule.time.slice(0, 19) + 'Z';
	const clock = record.mode === 'local time' ? momentWords(written, 'UTC') + ' local' : momentWords(written, 'UTC', {}) + ', optimal time';
	return clock + ' · ' + zones;
}

/** A bar from the first to the last moment, with a tick for each; or one mark. Anything out of view becomes an arrow. */
function track(record) {
	const box = el('span', 'track');
	const [from, to] = [Date.parse(record.first_send_at), Date.parse(record.last_send_at)];
	const colour = STATUS_COLOURS[record.status];
	if (to < view.start) box.append(el('span', 'off left ' + colour, '◂ ' + momentWords(record.last_send_at)));
	else if (from > view.end) box.append(el('span', 'off right ' + colour, momentWords(record.first_send_at) + ' ▸'));
	else {
		const left = Math.max(0, place(from));
		const right = Math.min(100, place(to));
		const moments = momentsOf(record);
		if (to > from) {
			box.append(positioned(el('span', 'span ' + colour), left, right - left));
			for (const one of moments) {
				if (!inside(Date.parse(one.at))) continue;
				const tick = el('span', 'mark-tick ' + (one.sent ? 'green' : colour));
				const people = plural(one.count, 'person', 'people') + (one.sent ? ', sent' : '');
				box.append(positioned(titled(tick, one.zone + ': ' + clockIn(one.at, one.zone) + '\n' + clockIn(one.at, 'UTC') + ' UTC\n' + people), place(Date.parse(one.at))));
			}
		} else box.append(positioned(titled(el('span', 'dot ' + colour), clockIn(record.first_send_at, 'UTC') + ' UTC'), left));
		const words = el('span', 'when-words', whenWords(record));
		if (right > 62) {
			words.classList.add('before');
			words.style.right = 100 - left + '%';
		} else words.style.left = right + '%';
		box.append(words);
	}
	return box;
}

function scheduleRow(record) {
	const label = el('span', 'label-box',
		el('span', 'line-1', kindBadge(record), titled(el('span', 'name', nameOf(record)), nameOf(record))),
		el('span', 'line-2', obstacleBadge(record) || statusBadge(record), el('span', 'soft', targetWords(record))));
	const row = testable(el('button', 'band ' + record.status.replace(' ', '-') + (obstacle(record) ? ' stopped' : ''), label, track(record)), 'schedule-row');
	row.dataset.scheduleId = record.schedule_id;
	return selectable(row, record.schedule_id);
}

/** Upcoming schedules first, the next at the top; then past ones, the latest first. */
function inOrder(schedules) {
	const isOpen = (one) => one.status === 'scheduled' || one.status === 'partly sent';
	const open = schedules.filter(isOpen).sort((a, b) => a.first_send_at.localeCompare(b.first_send_at));
	const over = schedules.filter((one) => !isOpen(one)).sort((a, b) => b.first_send_at.localeCompare(a.first_send_at));
	return open.concat(over);
}

function drawTimeline(schedules, total, now, force) {
	view.records = schedules;
	if (!force && !changed('schedules', [total, schedules, view.days, view.zone])) return moveNow(now);
	setRange(now);
	byId('schedules-count').textContent = String(total);
	const box = byId('schedules');
	const scrolled = box.scrollTop;
	if (schedules.length === 0) {
		box.replaceChildren(empty('Nothing scheduled yet', 'Run a workflow against this sandbox to see its schedules here on a timeline.'));
		return;
	}
	const hidden = total - schedules.length;
	const [head, lines] = axis();
	const rows = el('div', 'bands', lines, ...inOrder(schedules).map(scheduleRow));
	box.replaceChildren(head, rows, hidden > 0 ? el('p', 'more', plural(hidden, 'older one') + ' not shown') : '');
	box.scrollTop = scrolled;
	moveNow(now);
}
`;
