/** Problems to try out, one click each. The wait of the 429 is short, so that the retry can be watched. */
const PROBLEMS: Array<{ label: string; title: string; fault: object }> = [
	{
		label: '429',
		title: 'The next POST request is refused with 429: retry after 5 seconds',
		fault: { match: { method: 'POST' }, kind: { type: 'rateLimit', header: 'retry-after', seconds: 5 } },
	},
	{
		label: 'Outage',
		title: 'Every request is answered with 503, until you end it',
		fault: { times: -1, kind: { type: 'status', status: 503 } },
	},
	{
		label: 'Time-out',
		title: 'The next POST request gets no answer for 10 minutes, and is not carried out',
		fault: { match: { method: 'POST' }, kind: { type: 'slow', ms: 600_000, act: false } },
	},
	{
		label: 'Lost answer',
		title: 'The next POST request is carried out, but the connection breaks before the answer',
		fault: { match: { method: 'POST' }, kind: { type: 'drop', when: 'after' } },
	},
];

export const SIMULATING_MARKUP = `
		<div class="simulate"><span class="label" id="simulate-label">Simulate</span>
			<div class="buttons" role="group" aria-labelledby="simulate-label">
				${PROBLEMS.map(({ label, title }, index) => `<button data-problem="${index}" title="${title}">${label}</button>`).join('')}
			</div>
		</div>`;

/** The part of the page's script that moves the clock, lets requests fail, and resets. */
export const SIMULATING = `
const PROBLEMS = ${JSON.stringify(PROBLEMS)};
${String.raw`
function faultWords({ kind, left, match }) {
	const words = {
		rateLimit: '429', status: kind.status === 503 ? 'outage (503)' : 'status ' + kind.status, slow: 'time-out',
		drop: kind.when === 'after' ? 'lost answer' : 'dropped connection',
	}[kind.type] || kind.type;
	const which = match && match.method ? ' ' + match.method : '';
	return words + (left < 0 ? ' for every' + which + ' request' : ' for the next ' + (left > 1 ? left : '') + which + ' request' + (left > 1 ? 's' : ''));
}

function drawFaults(faults) {
	if (!changed('faults', faults)) return;
	const box = byId('faults');
	box.hidden = faults.length === 0;
	const clear = el('button', '', 'End');
	clear.addEventListener('click', () => control('DELETE', 'faults'));
	box.replaceChildren('Simulating: ' + faults.map(faultWords).join(' · ') + ' ', clear);
}

/** Shows whether the clock was moved: more than a request can take. */
function drawClockState(clock) {
	const moved = Math.abs(Date.parse(clock) - Date.now()) > 30e3;
	byId('back-to-now').disabled = !moved;
	byId('clock-label').textContent = moved ? 'Sandbox clock (UTC), moved' : 'Sandbox clock (UTC)';
}

for (const button of document.querySelectorAll('[data-problem]')) {
	button.addEventListener('click', () => control('POST', 'faults', PROBLEMS[button.dataset.problem].fault));
}
for (const button of document.querySelectorAll('[data-advance]')) {
	button.addEventListener('click', () => control('POST', 'clock', { advanceSeconds: Number(button.dataset.advance) }));
}
byId('back-to-now').addEventListener('click', () => control('POST', 'clock', { reset: true }));
byId('reset').addEventListener('click', () => {
	byId('reset-dialog').returnValue = '';
	byId('reset-dialog').showModal();
});
byId('reset-dialog').addEventListener('close', () => {
	if (byId('reset-dialog').returnValue !== 'reset') return;
	selection.id = undefined;
	control('POST', 'reset');
});
`}`;
