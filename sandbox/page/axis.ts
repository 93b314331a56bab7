/** The part of the page's script that draws the time axis: from hours to decades, labels never overlap. */
export const AXIS = String.raw`
const HOUR = 3600e3;
const HOUR_STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336].map((hours) => hours * HOUR);
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 12000];

/** Room for a label such as "Tue 03 Nov", in pixels. */
const LABEL_WIDTH = 84;

/** How far a zone's clock is ahead of UTC at that moment, in milliseconds. */
function offsetAt(time, zone) {
	const parts = formatted(time, zone, { year: 'numeric', month: '2-digit', day: '2-digit', ...TIME, second: '2-digit' });
	const [, day, month, year, clock] = /(\d+)\/(\d+)\/(\d+) (.+)/.exec(parts);
	return Date.parse(year + '-' + month + '-' + day + 'T' + clock + 'Z') - Math.floor(time / 1000) * 1000;
}

/** The moments with a label, a whole number of hours or months apart in the zone shown. */
function axisTicks() {
	const room = Math.max(2, Math.floor(scaleWidth() / LABEL_WIDTH));
	const length = view.end - view.start;
	const step = HOUR_STEPS.find((one) => length / one <= room);
	return step ? { ticks: hourTicks(step), step } : { ticks: monthTicks(room), step: 31 * 24 * HOUR };
}

function scaleWidth() {
	const label = parseFloat(getComputedStyle(byId('schedules')).getPropertyValue('--label')) || 280;
	return Math.max(320, byId('schedules').clientWidth - label);
}

function hourTicks(step) {
	const offset = offsetAt(view.start, view.zone);
	const ticks = [];
	for (let time = Math.ceil((view.start + offset) / step) * step; time - offset < view.end; time += step) ticks.push(time - offset);
	return ticks;
}

function monthTicks(room) {
	const months = (view.end - view.start) / (30.4 * 24 * HOUR);
	const step = MONTH_STEPS.find((one) => months / one <= room) || MONTH_STEPS[MONTH_STEPS.length - 1];
	const first = new Date(view.start);
	let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
	const ticks = [];
	for (;; month += step) {
		const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
		const tick = time - offsetAt(time, view.zone);
		if (tick >= view.end) return ticks;
		if (tick >= view.start) ticks.push(tick);
	}
}

/** Two lines: the day or month, and below it the time of day, or the year where it begins. */
function tickLabel(time, before, step) {
	const inZone = (options) => formatted(time, view.zone, options);
	const year = inZone({ year: 'numeric' });
	const isNewYear = !before || formatted(before, view.zone, { year: 'numeric' }) !== year;
	if (step > 30 * 24 * HOUR) return [inZone({ month: 'short' }), year];
	const date = inZone(DAY);
	if (step >= 24 * HOUR) return [date, isNewYear ? year : '\u00a0'];
	const isNewDay = !before || formatted(before, view.zone, DAY) !== date;
	return [isNewDay ? date : '', inZone(TIME)];
}

function axis() {
	const { ticks, step } = axisTicks();
	const scale = el('div', 'scale');
	const lines = el('div', 'lines');
	const width = scaleWidth();
	ticks.forEach((time, index) => {
		const [above, below] = tickLabel(time, ticks[index - 1], step);
		const fits = (place(time) / 100) * width + LABEL_WIDTH <= width;
		if (fits) scale.append(positioned(testable(el('span', 'tick', el('b', '', above), below), 'tick'), place(time)));
		lines.append(positioned(el('i', step >= 24 * HOUR || below === '00:00' ? 'line strong' : 'line'), place(time)));
	});
	lines.append(testable(el('i', 'now'), 'now'));
	scale.append(el('span', 'now-label', 'now'));
	const zone = el('div', 'corner', view.zone === 'UTC' ? 'UTC' : view.zone.split('/').pop().replace(/_/g, ' ') + ' time');
	return [el('div', 'axis', zone, scale), lines];
}

/** A moment, by default in the zone shown, with its year if that is not the current one; without a time of day if time is {}. */
function momentWords(iso, zone = view.zone, time = TIME) {
	const year = formatted(iso, zone, { year: 'numeric' });
	const current = formatted(present(), zone, { year: 'numeric' });
	return formatted(iso, zone, { ...DAY, ...(year === current ? {} : { year: 'numeric' }), ...time });
}
`;
