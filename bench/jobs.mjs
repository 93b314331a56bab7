// @ts-check

export const CANVAS = '5f0c7a52-1d1e-4c5b-9a3f-0c8f2b7d4e10';
/** The same moment in every process of a run. */
export const SEND_TIME =
	new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString().slice(0, 10) + 'T09:00:00Z';

/**
 * What the cases do with their rows: the rows, and the requests that hold as many of them as Braze accepts. `row` stands
 * alone, since n8n's Code node runs it too.
 * @typedef {{ row: (index: number) => Record<string, unknown>, path: string, limit: number, body: (rows: Record<string, unknown>[]) => object }} Job
 * @satisfies {Record<string, Job>}
 */
export const jobs = {
	schedule: {
		row: (/** @type {number} */ index) => ({ external_user_id: 'user-' + index }),
		path: '/canvas/trigger/schedule/create',
		limit: 50,
		body: (/** @type {object[]} */ recipients) => ({
			canvas_id: CANVAS,
			schedule: { time: SEND_TIME },
			recipients,
		}),
	},
	upsert: {
		row: (/** @type {number} */ index) => ({
			external_id: 'user-' + index,
			first_name: 'Ada ' + index,
			email: 'ada-' + index + '@example.com',
			plan: 'pro',
			visits: index,
			address: { city: 'London', country: 'GB' },
		}),
		path: '/users/track',
		limit: 75,
		body: (/** @type {object[]} */ attributes) => ({ attributes }),
	},
};
