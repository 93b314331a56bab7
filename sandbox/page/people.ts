/** The part of the page's script that shows people: profile, attributes, events, subscriptions, what they received. */
export const PEOPLE = String.raw`
const search = { text: '' };

function personName(user) {
	const alias = user.user_aliases[0];
	return user.external_id || user.email || user.phone || (alias ? alias.alias_label + ':' + alias.alias_name : user.braze_id);
}

function personRow(user, open) {
	const name = personName(user);
	const summary = el('summary', '', titled(el('span', 'path mono', name), user.braze_id),
		user.email && user.email !== name ? el('span', 'soft', user.email) : null,
		user.received.length ? el('span', 'badge green', plural(user.received.length, 'message')) : null,
		el('time', '', user.updated_at.slice(0, 16).replace('T', ' ')));
	const row = testable(el('details', '', summary), 'person-row');
	row.dataset.personId = user.braze_id;
	row.open = open;
	const fill = () => {
		if (row.open && row.children.length === 1) row.append(personDetail(user));
	};
	row.addEventListener('toggle', fill);
	fill();
	return row;
}

/** Events or purchases by name: how many, and when the last one was. */
function summedUp(list, nameOf) {
	const byName = new Map();
	for (const one of list || []) {
		const known = byName.get(nameOf(one)) || { count: 0, last: '' };
		byName.set(nameOf(one), { count: known.count + 1, last: known.last > one.time ? known.last : one.time });
	}
	return [...byName].map(([name, { count, last }]) => name + ' · ' + count + '× · last ' + clockIn(last, 'UTC') + ' UTC');
}

function personDetail(user) {
	const { custom_attributes, custom_events, purchases, subscription_groups, received, profile, email_subscribe, push_subscribe, ...own } = user;
	const detail = el('div', 'detail', ...block('Profile', { ...own, ...profile }), ...block('Custom attributes', custom_attributes));
	const subscriptions = { email: email_subscribe, push: push_subscribe, ...subscription_groups };
	detail.append(...block('Subscriptions', subscriptions));
	const lists = {
		Events: summedUp(custom_events, (one) => one.name),
		Purchases: summedUp(purchases, (one) => one.product_id),
		Received: received.slice(0, 50).map((one) => clockIn(one.at, 'UTC') + ' UTC · ' + nameOf(one)),
	};
	for (const [title, lines] of Object.entries(lists)) if (lines.length) detail.append(...block(title, lines.join('\n')));
	return detail;
}

function openPeople() {
	return new Set([...document.querySelectorAll('[data-person-id][open]')].map((row) => row.dataset.personId));
}

async function drawPeople() {
	const answer = await fetch('/_sandbox/people?limit=25&search=' + encodeURIComponent(search.text));
	const { total, people } = await answer.json();
	const open = openPeople();
	draw('people', total, people, (user) => personRow(user, open.has(user.braze_id)),
		() => empty('No one found', 'Search by ID, alias, name, email or phone.'));
}

byId('person-search').addEventListener('input', (event) => {
	search.text = event.target.value;
	drawPeople();
});
`;
