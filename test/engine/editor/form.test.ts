import { NodeHelpers, Workflow, type INode, type INodeParameters } from 'n8n-workflow';

import { Braze } from '../../../nodes/Braze/Braze.node';
import { resources } from '../../../nodes/Braze/resources';
import { nodeTypes, nodeTypesFor, NODE_TYPE } from '../../support/engine';
import { EXAMPLE_ROWS } from '../../support/examples';

/** What the editor makes of the description: what stands under the node, and which fields it shows. */

const { description } = new Braze();

const nodeWith = (parameters: INodeParameters): INode => ({
	id: '1',
	name: 'Braze',
	type: NODE_TYPE,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

const choices = resources.flatMap((resource) =>
	resource.operations.map((operation) => [
		`${operation.name}: ${resource.name}`,
		resource.value,
		operation.value,
	]),
);

it.each(choices)('says "%s" under the node', (words, resource, operation) => {
	const node = nodeWith({ resource, operation });
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });

	expect(workflow.expression.getSimpleParameterValue(node, description.subtitle, 'internal', {})).toBe(words);
});

it('asks for resource and operation first, so that no field of another operation is shown for the sake of an expression', () => {
	const fields = description.properties.filter(({ name }) => name !== 'resource' && name !== 'operation');

	for (const { displayOptions } of fields) {
		expect(Object.keys(displayOptions?.show ?? {}).slice(0, 2)).toEqual(['resource', 'operation']);
	}
});

it.each(EXAMPLE_ROWS)(
	'%s, %s: the fields of other operations change none of its parameters',
	(resource, operation, { parameters }) => {
		const node = nodeWith({ resource, operation, ...parameters });
		const [all, own] = [nodeTypes, nodeTypesFor(node.parameters)].map(
			(types) =>
				new Workflow({
					id: 'w',
					nodes: [structuredClone(node)],
					connections: {},
					active: false,
					nodeTypes: types,
				}),
		);

		expect(own.getNode('Braze')?.parameters).toEqual(all.getNode('Braze')?.parameters);
	},
);

/** The value of a field that is on show, with everything else at its default. */
function shown(name: string, changes: INodeParameters): unknown {
	const { parameters } = nodeWith({ resource: 'canvas', operation: 'schedule', ...changes });
	return NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description)?.[
		name
	];
}

it('starts with one empty recipient and one empty filter to fill in', () => {
	expect(shown('recipients', {})).toMatchObject({ recipient: [{ externalUserId: '' }] });
	expect(shown('audienceGroups', { sendTo: 'audience' })).toMatchObject({
		group: [{ filters: { filter: [{}] } }],
	});
});

/** The editor shows two lines of about sixty characters for each entry of a list, and cuts off the rest. */
const TWO_LINES = 110;

it('cuts off no description in a list, and ends no sentence twice', () => {
	const told = description.properties.flatMap(({ options = [] }) =>
		options.flatMap((option) => ('value' in option ? [option.description ?? ''] : [])),
	);

	expect(told.filter((text) => text.length > TWO_LINES)).toEqual([]);
	expect(told.filter((text) => /\.\. /.test(text))).toEqual([]);
});
