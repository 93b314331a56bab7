import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { ADDRESS_STEPS, bareKey } from '../nodes/Braze/transport/credential';

/** An expression that applies replacements to a value of the credential, step by step. */
const replaced = (value: string, steps: ReadonlyArray<readonly [RegExp, string]>): string =>
	`{{ (${value} ?? '')${steps.map(([from, to]) => `.replace(${from}, '${to}')`).join('')} }}`;

/** The base URL of the chosen instance as an expression for the credential test, with the same steps as in the node. */
const baseUrlExpression = `=${replaced("($credentials.instance === 'custom' ? $credentials.url : $credentials.instance)", ADDRESS_STEPS)}`;

/**
 * A REST API key of a Braze workspace, and the instance of that workspace.
 * https://www.braze.com/docs/api/basics
 */
export class BrazeApi implements ICredentialType {
	name = 'brazeApi';

	displayName = 'Braze API';

	icon: Icon = { light: 'file:../icons/braze.svg', dark: 'file:../icons/braze.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-braze/n8n-nodes-braze#credentials';

	httpRequestNode: ICredentialType['httpRequestNode'] = {
		name: 'Braze',
		docsUrl: 'https://www.braze.com/docs/api/home',
		apiBaseUrlPlaceholder: 'https://rest.iad-01.braze.com/canvas/list',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'REST API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Create a key in your Braze settings (APIs and Identifiers). To schedule Canvases, it needs the permissions canvas.trigger.schedule.create, .update and .delete, and canvas.list to choose a Canvas from a list.',
		},
		{
			displayName: 'Instance',
			name: 'instance',
			type: 'options',
			options: [
				{ name: 'AU-01 (dashboard.au-01.braze.com)', value: 'https://rest.au-01.braze.com' },
				{ name: 'EU-01 (dashboard-01.braze.eu)', value: 'https://rest.fra-01.braze.eu' },
				{ name: 'EU-02 (dashboard-02.braze.eu)', value: 'https://rest.fra-02.braze.eu' },
				{ name: 'ID-01 (dashboard.id-01.braze.com)', value: 'https://rest.id-01.braze.com' },
				{ name: 'JP-01 (dashboard.jp-01.braze.com)', value: 'https://rest.jp-01.braze.com' },
				{ name: 'KR-01 (dashboard.kr-01.braze.com)', value: 'https://rest.kr-01.braze.com' },
				{ name: 'US-01 (dashboard-01.braze.com)', value: 'https://rest.iad-01.braze.com' },
				{ name: 'US-02 (dashboard-02.braze.com)', value: 'https://rest.iad-02.braze.com' },
				{ name: 'US-03 (dashboard-03.braze.com)', value: 'https://rest.iad-03.braze.com' },
				{ name: 'US-04 (dashboard-04.braze.com)', value: 'https://rest.iad-04.braze.com' },
				{ name: 'US-05 (dashboard-05.braze.com)', value: 'https://rest.iad-05.braze.com' },
				{ name: 'US-06 (dashboard-06.braze.com)', value: 'https://rest.iad-06.braze.com' },
				{ name: 'US-07 (dashboard-07.braze.com)', value: 'https://rest.iad-07.braze.com' },
				{ name: 'US-08 (dashboard-08.braze.com)', value: 'https://rest.iad-08.braze.com' },
				{ name: 'US-10 (dashboard.us-10.braze.com)', value: 'https://rest.us-10.braze.com' },
				{ name: 'Other (Own URL)', value: 'custom' },
			],
			default: 'https://rest.iad-01.braze.com',
			description: 'The instance shown in your Braze dashboard URL',
		},
		{
			displayName: 'REST URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://rest.iad-01.braze.com',
			description:
				'The REST endpoint of your instance, shown in your Braze settings (APIs and Identifiers). Plain http is accepted for localhost only.',
			displayOptions: { show: { instance: ['custom'] } },
		},
		// n8n adds these two fields to every credential with the default "All". This default keeps the key with Braze.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			options: [
				{
					name: 'All',
					value: 'all',
					description: 'Allow all requests when used in the HTTP Request or GraphQL node',
				},
				{
					name: 'Specific Domains',
					value: 'domains',
					description: 'Restrict requests to specific domains',
				},
				{
					name: 'None',
					value: 'none',
					description: 'Block all requests when used in the HTTP Request or GraphQL node',
				},
			],
			default: 'domains',
			description:
				'Where the HTTP Request node may send this key. The Braze node sends it only to the instance above.',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: '*.braze.com, *.braze.eu, localhost, 127.0.0.1',
			placeholder: 'e.g. *.braze.com, *.braze.eu',
			description: 'Comma-separated list of domains, with * as a wildcard',
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		},
	];

	/** A function, because n8n would evaluate the expressions of a template again for every request. */
	authenticate: ICredentialType['authenticate'] = async ({ apiKey }, request) =>
		await Promise.resolve({
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${bareKey(apiKey)}` },
		});

	/**
	 * Braze has no "who am I" endpoint, so the test lists Canvases, which is cheap and has a large rate limit. A valid
	 * key that lacks the permission gets a 403, which passes. Only responses that point to a wrong key or host fail.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression,
			url: '/canvas/list',
			qs: { page: 0 },
			ignoreHttpStatusErrors: { ignore: true, except: [401, 404, 429, 500, 502, 503, 504] },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Braze refused this key on this instance. Either the REST API key is mistyped, deleted or limited to other IP addresses, or the workspace is on another instance: compare the instance with your dashboard URL.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'This URL responds, but not like the Braze REST API. Check the instance or the REST URL.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'Braze accepts this key, but its rate limit is currently used up. Try again later.',
				},
			},
		],
	};
}
