export const PEOPLE_MARKUP = `
	<section id="people" class="view" aria-labelledby="people-title">
		<div class="heading">
			<h2 id="people-title">People <span class="count" id="people-count"></span></h2>
			<div class="tools"><label>Search <input id="person-search" type="search" autocomplete="off" placeholder="ID, alias, name, email or phone" data-testid="person-search"></label></div>
		</div>
		<div id="people-list" class="cards"></div>
	</section>`;

/** The part of the page's script that shows people: profile, attributes, purchases, what they got, what is coming. */
export const PEOPLE = String.raw`
const search = { text: '' };

function identifierOf(user) {
	const alias = user.user_aliases[0];
	return user.external_id || user.email || user.phone || (alias ? alias.alias_label + ':' + alias.alias_name : user.braze_id);
}

function fullName(user) {
	const last = user.profile && user.profile.last_name;
	return [user.first_name, last].filter(Boolean).join(' ');
}

/** A list under a title; with more than fits, the rest is behind a summary. */
function cardPart(title, rows, most) {
	if (rows.length === 0) return null;
	const list = el('ul', 'rows', ...rows.slice(0, most));
	const rest = rows.slice(most);
	const more = rest.length ? el('details', 'rest', el('summary', '', plural(rest.length, 'more', 'more')), el('ul', 'rows', ...rest)) : null;
	return el('section', 'card-part', el('h4', '', title), list, more);
}

function comingRow(one, user) {
	const zone = user.time_zone || view.company;
	const name = link('chip', 'timeline', one.schedule_id, nameOf(one));
	const stopped = one.blocked ? titled(el('span', 'badge red', 'will not go out'), one.blocked) : null;
	return el('li', '', name, stopped, titled(el('time', '', clockIn(one.at, zone)), clockIn(one.at, 'UTC') + ' UTC'));
}

function receivedRow(one, user) {
	const zone = user.time_zone || view.company;
	const name = link('chip', 'timeline', one.schedule_id || one.dispatch_id, nameOf(one));
	return el('li', '', name, titled(el('time', '', clockIn(one.at, zone)), clockIn(one.at, 'UTC') + ' UTC'));
}

function money(price, currency) {
	try {
		return new Intl.NumberFormat('en', { style: 'currency', currency }).format(price);
	} catch {
		return price + ' ' + currency;
	}
}

function purchaseRow(one) {
	const words = one.quantity + ' × ' + money(one.price, one.currency);
	return el('li', '', el('strong', '', one.product_id), el('span', 'soft', words), el('time', '', formatted(one.time, 'UTC', { ...DAY, year: 'numeric' })));
}

const valueText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

function attributeRow([name, value]) {
	return el('li', '', el('span', 'soft', name), titled(el('span', 'value mono', valueText(value)), valueText(value)));
}

/** Events by name: how many, and when the last one was. */
function eventRows(events) {
	const byName = new Map();
	for (const one of events) {
		const known = byName.get(one.name) || { count: 0, last: '' };
		byName.set(one.name, { count: known.count + 1, last: known.last > one.time ? known.last : one.time });
	}
	return [...byName].map(([name, { count, last }]) => el('li', '', el('strong', '', name), el('span', 'soft', count + '×, last'), el('time', '', clockIn(last, 'UTC') + ' UTC')));
}

const SUBSCRIPTIONS = { opted_in: ['green', 'opted in'], subscribed: ['grey', 'subscribed'], unsubscribed: ['red', 'unsubscribed'] };

function subscriptionBadge(channel, state) {
	const [colour, words] = SUBSCRIPTIONS[state] || ['grey', state];
	return el('span', 'badge ' + colour, channel + ': ' + words);
}

function personCard(user, open) {
	const id = identifierOf(user);
	const name = fullName(user);
	const zone = user.time_zone || view.company;
	const local = el('span', 'soft', zone.replace(/_/g, ' ') + (user.time_zone ? '' : ' (company)') + ', ', el('span', 'local', formatted(present(), zone, { weekday: 'short', ...TIME })));
	const head = el('div', 'card-head', el('h3', '', name || id), name ? el('span', 'mono id', id) : null);
	const contacts = el('p', 'contacts', local, user.email && user.email !== id ? el('span', 'soft', user.email) : null, user.phone ? el('span', 'soft mono', user.phone) : null);
	const badges = el('p', 'badges', subscriptionBadge('email', user.email_subscribe), subscriptionBadge('push', user.push_subscribe));
	const { received, coming, custom_attributes, custom_events, purchases, ...rest } = user;
	const all = el('details', 'raw', el('summary', '', 'Whole profile'), el('pre', '', JSON.stringify({ ...rest, custom_attributes }, null, 2)));
	all.open = open;
	const card = testable(el('article', 'panel card', head, contacts, badges,
		cardPart('Coming', coming.map((one) => comingRow(one, user)), 5),
		cardPart('Received', received.map((one) => receivedRow(one, user)), 5),
		cardPart('Custom attributes', Object.entries(custom_attributes).map(attributeRow), 8),
		cardPart('Purchases', (purchases || []).slice().reverse().map(purchaseRow), 5),
		cardPart('Events', eventRows(custom_events || []), 5), all), 'person-card');
	card.dataset.personId = user.braze_id;
	card.setAttribute('aria-label', name || id);
	return card;
}

async function drawPeople() {
	const { total, people } = await read('people?limit=24&search=' + encodeURIComponent(search.text));
	byId('people-count').textContent = String(total);
	const open = new Set([...document.querySelectorAll('.raw[open]')].map((one) => one.closest('article').dataset.personId));
	if (!changed('people', [total, people, search.text])) {
		for (const card of document.querySelectorAll('.card')) {
			const user = people.find((one) => one.braze_id === card.dataset.personId);
			if (user) card.querySelector('.local').textContent = formatted(present(), user.time_zone || view.company, { weekday: 'short', ...TIME });
		}
		return;
	}
	const cards = people.map((user) => personCard(user, open.has(user.braze_id)));
	const nobody = () => empty('No one found', search.text ? 'No person in this sandbox has “' + search.text + '” as ID, alias, name, email or phone.' : 'There are no people in this sandbox.');
	byId('people-list').replaceChildren(...(cards.length ? cards : [nobody()]));
	if (total > people.length) byId('people-list').append(el('p', 'more', (total - people.length) + ' more. Search to find them.'));
}

byId('person-search').addEventListener('input', (event) => {
	search.text = event.target.value;
	history.replaceState(null, '', search.text ? addressOf('people', search.text) : '#people');
	drawPeople();
});
`;
