import type { INodeProperties } from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { lint, literal } from '../support/lintLiteral';

/**
 * The lint rules of n8n read literals only, and the parameters of the node are put together when it is loaded. So
 * they are written out here as a literal, and linted with the very rules that published nodes have to pass.
 */

const nodeFile = (properties: INodeProperties[]) => `
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class Braze implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze',
		name: 'braze',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Schedule Braze Canvases for the right people at the right local time',
		defaults: { name: 'Braze' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brazeApi', required: true }],
		properties: ${literal(properties, '\t\t')},
	};
}
`;

const lintProperties = (properties: INodeProperties[]) =>
	lint(nodeFile(properties), 'nodes/Braze/Braze.node.ts');

const { properties } = new Braze().description;

it('finds what is wrong, when something is', () => {
	const wrong = lintProperties([
		{
			displayName: 'send the id',
			name: 'flag',
			type: 'boolean',
			default: 'no' as never,
			description: 'If true it is sent.',
		},
	]);
	expect(wrong.map((finding) => finding.split(':')[0])).toEqual(
		expect.arrayContaining([
			'n8n-nodes-base/node-param-display-name-miscased',
			'n8n-nodes-base/node-param-default-wrong-for-boolean',
			'n8n-nodes-base/node-param-description-boolean-without-whether',
		]),
	);
});

/** Findings that are wrong here, each with the reason. */
const EXEMPT: Array<{ finding: RegExp; because: string }> = [
	{
		finding:
			/wrong-for-upsert: .*Create a new user, or update the current one if it already exists \(upsert\)\. Permission/,
		because: 'the permission follows the sentence that n8n wants',
	},
	{
		finding: /resource-with-plural-option: .*'Canvas'/,
		because: 'a Canvas is one, whatever its last letter',
	},
	{
		finding: /description-miscased-id: .*(sends\.id\.create|users\.export\.ids)/,
		because: 'the name of a permission is written as Braze writes it',
	},
	{
		finding: /fixed-collection-type-unsorted-items: .*Attribute \| Comparison .*'Filter By'/,
		because: 'a filter reads like a sentence: what, which one, how, and with what',
	},
];

const findings = lintProperties(properties);

it('finds nothing in the parameters of the node', () => {
	expect(findings.filter((finding) => !EXEMPT.some((exempt) => exempt.finding.test(finding)))).toEqual([]);
});

it.each(EXEMPT)('needs each exemption: $because', ({ finding }) => {
	expect(findings.some((found) => finding.test(found))).toBe(true);
});
