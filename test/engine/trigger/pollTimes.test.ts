import { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants';
import { NodeHelpers, Workflow, type INodeParameters } from 'n8n-workflow';

import { BrazePollingTrigger } from '../../../nodes/BrazePollingTrigger/BrazePollingTrigger.node';
import { nodeTypesWith } from '../../support/engine';

/** How often the Braze Polling Trigger checks Braze: n8n adds the parameter as it loads the node. */

const TYPE = 'n8n-nodes-braze.brazePollingTrigger';

function loaded(): BrazePollingTrigger {
	const node = new BrazePollingTrigger();
	node.description.properties = [...commonPollingParameters, ...node.description.properties];
	return node;
}

/** What n8n makes of the parameters of a saved workflow. */
function timesOf(parameters: INodeParameters): unknown {
	const nodeTypes = nodeTypesWith({ [TYPE]: loaded() });
	const node = {
		id: '1',
		name: 'Poll',
		type: TYPE,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.getNode('Poll')?.parameters.pollTimes;
}

it('begins with every hour', () => {
	expect(timesOf({})).toEqual({ item: [expect.objectContaining({ mode: 'everyHour', minute: 0 })] });
});

it.each(['everyMinute', 'everyHour', 'everyDay'])('keeps %s as it is saved', (mode) => {
	expect(timesOf({ pollTimes: { item: [{ mode }] } })).toEqual(
		timesOf({ pollTimes: { item: [{ mode, hour: 14, minute: 0 }] } }),
	);
	expect(timesOf({ pollTimes: { item: [{ mode }] } })).toEqual({ item: [expect.objectContaining({ mode })] });
});

it('is asked for once', () => {
	const { properties } = loaded().description;
	const values = NodeHelpers.getNodeParameters(properties, {}, true, false, null, null) ?? {};
	const shown = properties.filter((field) => NodeHelpers.displayParameter(values, field, null, null));

	expect(shown.filter(({ name }) => name === 'pollTimes')).toHaveLength(1);
});
