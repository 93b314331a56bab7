// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { N8nError } from '../../../n8n/start/n8n-client.mjs';

/**
 * Publishes a workflow, and waits until its webhooks answer: n8n 2 does the work after it has answered.
 * @param {import('../../../n8n/start/n8n-client.mjs').N8nClient} n8n
 * @param {any} workflow
 */
export async function publish(n8n, workflow) {
	const route = `/rest/workflows/${workflow.id}`;
	try {
		await n8n.request('POST', `${route}/activate`, { versionId: workflow.versionId });
	} catch (error) {
		// n8n 1 has no such route: there a workflow is switched on, at once.
		if (!(error instanceof N8nError) || error.status !== 404) throw error;
		await n8n.request('PATCH', route, { active: true, versionId: workflow.versionId });
		return;
	}
	for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
		const { status } = await n8n.request('GET', `${route}/publication-status`).catch(publishedAtOnce);
		if (status === 'published') return;
		if (/fail|error/i.test(status)) throw new Error(`The workflow could not be published: ${status}`);
	}
	throw new Error('The workflow was not published within 30 s');
}

/** Versions without that route publish before they answer. @param {unknown} error */
function publishedAtOnce(error) {
	if (error instanceof N8nError && error.status === 404) return { status: 'published' };
	throw error;
}
