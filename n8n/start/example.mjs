// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Explained } from './log.mjs';
import { localFolder, root, sandboxKey } from './settings.mjs';
import { hashOf } from './stamp.mjs';

/** @typedef {import('./n8n-client.mjs').N8nClient} N8nClient */

/**
 * What the example's run led to: what the node gave for one customer, and what the sandbox has on record for it.
 * @typedef {object} Scheduled
 * @property {string} scheduleId
 * @property {any} record
 */

const CREDENTIAL = 'Braze sandbox';

/** Which workflow was imported from which version of the example. */
const recordFile = path.join(localFolder, 'example.json');

/**
 * The credential for the sandbox; made on the first start.
 * @param {N8nClient} n8n
 * @param {string} sandboxAddress
 */
export async function sandboxCredential(n8n, sandboxAddress) {
	// The sandbox may listen elsewhere than last time, so its address is part of the name.
	const usual = sandboxAddress.endsWith(':4010');
	const name = usual ? CREDENTIAL : `${CREDENTIAL} (${new URL(sandboxAddress).host})`;
	const known = (await n8n.credentials()).find((one) => one.type === 'brazeApi' && one.name === name);
	return (
		known ??
		n8n.createCredential(name, 'brazeApi', { apiKey: sandboxKey, instance: 'custom', url: sandboxAddress })
	);
}

/**
 * The example workflow in n8n; imported on the first start and whenever the example itself has changed. A copy that
 * was edited in the editor stays.
 * @param {N8nClient} n8n
 * @param {{ id: string, name: string }} credential
 */
export async function exampleWorkflow(n8n, credential) {
	const text = readFileSync(path.join(root, 'examples', 'schedule-canvas.json'), 'utf8');
	const hash = hashOf(text + credential.id);
	const record = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : {};
	const known = record.hash === hash ? await n8n.workflow(record.id) : undefined;
	if (known) return known;
	const workflow = JSON.parse(text);
	for (const { credentials } of workflow.nodes) {
		if (credentials?.brazeApi) credentials.brazeApi = { id: credential.id, name: credential.name };
	}
	const created = await n8n.createWorkflow(workflow);
	mkdirSync(localFolder, { recursive: true });
	writeFileSync(recordFile, JSON.stringify({ hash, id: created.id }));
	return created;
}

/**
 * Runs the workflow once and looks up in the sandbox the result.
 * @param {N8nClient} n8n
 * @param {any} workflow
 * @param {string} sandboxAddress
 * @returns {Promise<Scheduled[]>}
 */
export async function runExample(n8n, workflow, sandboxAddress) {
	const { status, data } = await n8n.runManually(workflow);
	if (status !== 'success') {
		const { message = status, description } = data?.resultData?.error ?? {};
		throw new Explained(`The example workflow failed: ${[message, description].filter(Boolean).join('. ')}`);
	}
	const braze = workflow.nodes.find((/** @type {any} */ node) => node.type === 'n8n-nodes-braze.braze');
	const items = data.resultData.runData[braze?.name]?.[0]?.data?.main?.[0] ?? [];
	const { schedules } = await (await fetch(`${sandboxAddress}/_sandbox/state`)).json();
	const scheduled = items.map((/** @type {any} */ { json }) => ({
		scheduleId: json.schedule_id,
		record: schedules.find((/** @type {any} */ one) => one.schedule_id === json.schedule_id),
	}));
	if (scheduled.length === 0) throw new Explained('The example workflow ran but scheduled nothing.');
	const lost = scheduled.find((/** @type {Scheduled} */ { record }) => !record);
	if (lost)
		throw new Explained(
			`The example returned schedule_id ${lost.scheduleId}, but the sandbox has no such schedule.`,
		);
	return scheduled;
}

/** One line that says what was scheduled, for which people and when. @param {Scheduled} scheduled */
export function describeSchedule({ scheduleId, record }) {
	const [person] = record.effectiveRecipients;
	const zone = person?.time_zone ?? 'UTC';
	const moment = new Date(person?.send_at ?? record.first_send_at);
	const local = moment.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
	const utc = `${moment.toISOString().slice(0, 16)}Z`;
	return `schedule_id ${scheduleId}: "${record.canvas_name}" for ${person?.id} at ${local} in ${zone} (${utc})`;
}
