import { HookContext } from 'n8n-core';
import type { IHookFunctions, INode, INodeParameters, IWebhookData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { BrazeTrigger } from '../../../nodes/BrazeTrigger/BrazeTrigger.node';
import { additionalData, nodeTypesWith } from '../../support/engine';

/** What happens when a workflow is activated: Braze is not told, but useless settings are refused. */

const TYPE = 'n8n-nodes-braze.brazeTrigger';

function contextOf(parameters: INodeParameters): IHookFunctions {
	const trigger: INode = {
		id: 't',
		name: 'Braze Trigger',
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const nodeTypes = nodeTypesWith({ [TYPE]: new BrazeTrigger() });
	const workflow = new Workflow({ id: 'w', nodes: [trigger], connections: {}, active: true, nodeTypes });
	const node = workflow.getNode('Braze Trigger') as INode;
	const data = additionalData({ credential: undefined }, workflow);
	return new HookContext(workflow, node, data, 'trigger', 'activate', {
		webhookDescription: {},
	} as IWebhookData) as unknown as IHookFunctions;
}

const { checkExists, create, delete: remove } = new BrazeTrigger().webhookMethods.default;

it.each([
	['currents without an event type', { source: 'currents' }, /No event type is selected/],
	[
		'currents with an empty expression',
		{ source: 'currents', eventTypes: '={{ [] }}', otherEventTypes: ' , ' },
		/No event type is selected/,
	],
	[
		'currents for nothing that is known',
		{ source: 'currents', startFor: '={{ $vars.gone }}', eventTypes: ['users.canvas.Entry'] },
		/'Start For' is nothing/,
	],
	[
		'messages that nothing identifies any more',
		{ source: 'webhookMessage', deduplicateBy: '={{ $vars.gone }}' },
		/'Deduplicate By' is nothing/,
	],
	['postbacks without a status', { source: 'transactionalPostback', statuses: [] }, /No status is selected/],
])('refuses %s', async (_, parameters, why) => {
	await expect(create.call(contextOf(parameters))).rejects.toThrow(why);
});

it.each([
	{},
	{ source: 'segmentExport' },
	{ source: 'webhookMessage', deduplicateBy: '' },
	{ source: 'webhookMessage', deduplicateBy: '={{ "order.id" }}' },
	{ source: 'transactionalPostback' },
	{ source: 'currents', startFor: 'all' },
	{ source: 'currents', startFor: 'documented' },
	{ source: 'currents', eventTypes: ['users.canvas.Entry'] },
	{ source: 'currents', otherEventTypes: 'users.new.Type' },
])('accepts %j', async (parameters) => {
	const context = contextOf(parameters);
	expect(await checkExists.call(context)).toBe(false);
	expect(await create.call(context)).toBe(true);
	expect(await remove.call(context)).toBe(true);
});
