// @ts-check

/**
 * What the sandbox did, by the ID of the person: how often it was asked to message that person or recorded an event, and
 * whether attributes were written. Cancelled schedules count a second time, under `cancelled`.
 * @param {any} state of the sandbox
 * @returns {{ done: Map<string, number>, cancelled: Map<string, number> }}
 */
export function receivedIn({ sends, schedules, users }) {
	/** @type {Map<string, number>} */
	const done = new Map();
	/** @type {Map<string, number>} */
	const cancelled = new Map();
	const count = (/** @type {Map<string, number>} */ map, /** @type {string} */ id) =>
		map.set(id, (map.get(id) ?? 0) + 1);
	for (const { recipients } of [...sends, ...schedules])
		for (const { external_user_id: id } of recipients) count(done, id);
	for (const { recipients, status } of schedules)
		if (status === 'cancelled') for (const { external_user_id: id } of recipients) count(cancelled, id);
	for (const { external_id: id, custom_attributes: attributes, custom_events: events = [] } of users) {
		if (attributes.soak_key !== undefined) count(done, id);
		for (const { name } of events) if (name === 'soaked') count(done, id);
	}
	return { done, cancelled };
}

/** How many requests had each answer. @param {readonly any[]} requests @returns {Record<string, number>} */
export function answersIn(requests) {
	/** @type {Record<string, number>} */
	const answers = {};
	for (const { status, fault } of requests) {
		const name = `${status ?? 'dropped'}${fault?.type === 'slow' ? ' slow' : ''}`;
		answers[name] = (answers[name] ?? 0) + 1;
	}
	return answers;
}
