import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { BrazeWebhookApi } from '../../../credentials/BrazeWebhookApi.credentials';
import { Braze } from '../../../nodes/Braze/Braze.node';
import { BrazePollingTrigger } from '../../../nodes/BrazePollingTrigger/BrazePollingTrigger.node';
import { watches } from '../../../nodes/BrazePollingTrigger/watches';
import { BrazeTrigger } from '../../../nodes/BrazeTrigger/BrazeTrigger.node';
import { sources } from '../../../nodes/BrazeTrigger/sources';
import { liquidBody } from '../../../nodes/BrazeTrigger/sources/liquid';
import { readText } from '../../support/files';
import { lint, literal } from '../../support/lintLiteral';
import { everyParameter } from '../../support/parameters';

/** The rules of n8n read literals only, so the parameters are written out as one, and linted. */

const { description } = new BrazeTrigger();

const polling = new BrazePollingTrigger().description;

const nodeFile = (name: string, properties: INodeProperties[]) => `
import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class Braze${name} implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze ${name}',
		name: 'braze${name}',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["source"]}}',
		description: 'Starts the workflow when Braze sends something',
		defaults: { name: 'Braze ${name}' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: ${literal(properties, '\t\t')},
	};
}
`;

it.each([
	['Trigger', description],
	['PollingTrigger', polling],
])('breaks no rule of n8n: %s', (name, { properties }) => {
	// The times of polling are a field of n8n's own.
	const own = properties.filter((property) => property.name !== 'pollTimes');
	expect(lint(nodeFile(name, own), `nodes/Braze${name}/Braze${name}.node.ts`)).toEqual([]);
});

it('names each watch in the subtitle', () => {
	for (const { option } of watches) expect(polling.subtitle).toContain(`${option.value}: "${option.name}"`);
});

const shown = (changes: INodeParameters = {}) => {
	const given = NodeHelpers.getNodeParameters(
		description.properties,
		changes,
		true,
		true,
		null,
		description,
	) as INodeParameters;
	return description.properties
		.filter((parameter) => NodeHelpers.displayParameter(given, parameter, null, description))
		.map(({ name }) => name);
};

it.each(sources.map(({ option }) => option.value))(
	'explains how to set up %s, and shows nothing of the others',
	(source) => {
		const others = sources
			.filter(({ option }) => option.value !== source)
			.flatMap(({ properties }) => properties.map(({ name }) => name));
		const names = shown({ source });
		expect(names).toContain(`${source}Notice`);
		expect(names.filter((name) => others.includes(name))).toEqual([]);
	},
);

it('uses no tags in notices but those that n8n shows', () => {
	const notices = [new Braze().description, description, polling]
		.flatMap(({ properties }) => everyParameter(properties))
		.filter(({ parameter }) => parameter.type === 'notice')
		.map(({ parameter }) => parameter.displayName);
	expect(notices.length).toBeGreaterThan(sources.length);
	// n8n 2.41 removes all others, line breaks included. No double space either, which HTML would swallow.
	expect(notices.filter((text) => /<(?!\/?(a|ul|li)\b)|&| {2}|\n/.test(text))).toEqual([]);
});

it('names each source in the subtitle', () => {
	for (const { option } of sources)
		expect(description.subtitle).toContain(`${option.value}: "${option.name}"`);
});

it('asks for a secret unless that is switched off', () => {
	const [credential] = description.credentials ?? [];
	expect(credential).toMatchObject({
		required: true,
		displayOptions: { show: { authentication: ['secret'] } },
	});
	expect(description.properties.find(({ name }) => name === 'authentication')?.default).toBe('secret');
});

it('shows the body to copy in a field that nobody can change, and no expression changes', () => {
	const [, field] = sources.find(({ option }) => option.value === 'webhookMessage')?.properties ?? [];
	expect(field).toMatchObject({
		default: liquidBody,
		noDataExpression: true,
		typeOptions: { editorIsReadOnly: true },
	});
	expect(liquidBody).toMatch(/^\{\n/);
});

it('shows the same body in the documentation', () => {
	expect(readText('docs/trigger.md')).toContain(liquidBody);
});

it('hides the secret in the editor', () => {
	const secret = new BrazeWebhookApi().properties.find(({ name }) => name === 'secret');
	expect(secret).toMatchObject({ typeOptions: { password: true }, default: '' });
});
