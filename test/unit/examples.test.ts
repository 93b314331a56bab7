import { NodeHelpers, type INode } from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { findOperation } from '../../nodes/Braze/resources';
import { pathsUnder, readText } from '../support/files';

/** Whoever imports a template must not message anyone before they have chosen what and seen whom. */

const { description } = new Braze();

const FIRST_STEPS = 'examples/schedule-canvas.json';

const nodes = pathsUnder('examples')
	.filter((path) => path.endsWith('.json') && path !== FIRST_STEPS)
	.flatMap((path) =>
		(JSON.parse(readText(path) as string) as { nodes: INode[] }).nodes
			.filter(({ type }) => type === 'n8n-nodes-braze.braze')
			.map((node) => [path, node.name, node] as const),
	);

/** Whether a node has a field with this name for its operation. */
const offers = ({ parameters: { resource, operation } }: INode, name: string) =>
	findOperation(String(resource), String(operation))?.fields.some((field) => field.name === name) === true;

it('finds the nodes of the templates', () => expect(nodes.length).toBeGreaterThan(12));

it.each(nodes.filter(([, , node]) => offers(node, 'mode')))('%s: “%s” comes in Dry Run', (_, __, node) => {
	expect(node.parameters.mode).toBe('dryRun');
});

it.each(nodes.filter(([, , node]) => offers(node, 'canvasId')))(
	'%s: “%s” comes without a Canvas, and n8n asks for it',
	(_, __, node) => {
		const { value } = (node.parameters.canvasId ?? { value: '={{ $json.canvas_id }}' }) as { value: string };
		if (value.startsWith('=')) return;
		const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);

		expect(value).toBe('');
		expect(issues?.parameters?.canvasId).toEqual(['Parameter "Canvas" is required.']);
	},
);

const templates = pathsUnder('examples')
	.filter((path) => path.endsWith('.json'))
	.map((path) => [path, readText(path) as string] as const);

it.each(templates)('%s: no fixed date lies ahead, so that the example stays alive', (_, text) => {
	const today = new Date().toISOString().slice(0, 10);
	const dates = text.match(/\b20\d\d-\d\d-\d\d\b/g) ?? [];
	expect(dates.filter((date) => date > today)).toEqual([]);
});
