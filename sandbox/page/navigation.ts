/** The part of the page's script that shows one section at a time, as the address says: `#people/user-001`. */
export const NAVIGATION = String.raw`
const SECTIONS = ['timeline', 'people', 'requests', 'webhooks'];

/** The section of the address, and what to show in it. */
function route() {
	const [name, detail = ''] = location.hash.slice(1).split(/\/(.*)/s);
	return { section: SECTIONS.includes(name) ? name : SECTIONS[0], detail: decoded(detail) };
}

/** An address typed by hand may have a lone percent sign. */
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Half of a character, which an ID may contain, cannot be part of an address. */
const addressOf = (section, detail) => '#' + section + '/' + encodeURIComponent(String(detail).replace(/\p{Surrogate}/gu, '\ufffd'));

function link(className, section, detail, ...children) {
	const node = el('a', className, ...children);
	node.href = addressOf(section, detail);
	return node;
}

function showSection() {
	const { section, detail } = route();
	for (const name of SECTIONS) byId(name).hidden = name !== section;
	for (const one of document.querySelectorAll('nav a')) {
		if (one.hash === '#' + section) one.setAttribute('aria-current', 'page');
		else one.removeAttribute('aria-current');
	}
	if (section === 'people' && detail) byId('person-search').value = search.text = detail;
	if (section === 'timeline') {
		drawn.schedules = undefined;
		if (detail) select(detail);
	}
	update();
}

window.addEventListener('hashchange', showSection);
`;
