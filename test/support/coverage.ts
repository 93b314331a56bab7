import { FILE_ENDPOINT } from '../../nodes/Braze/resources/user/exportDownload';
import type { Resource } from '../../nodes/Braze/operation';
import endpoints from './brazeEndpoints.json';

/** Which endpoints of Braze's REST API the node covers, and why it omits the others. */

/** The names of endpoint groups, in the order of the list. */
const GROUPS: Record<string, string> = {
	'messaging.send': 'Send messages',
	'messaging.schedule': 'Schedule messages',
	'messaging.duplicate': 'Duplicate messages',
	'messaging.live_activity': 'Live Activities',
	users: 'User data',
	'users.export': 'User export',
	subscription: 'Subscription groups',
	email: 'Email lists and addresses',
	sms: 'SMS',
	catalogs: 'Catalogs',
	'catalogs.items': 'Catalog items',
	'catalogs.items.bulk': 'Catalog items in bulk',
	'catalogs.fields': 'Catalog fields',
	'catalogs.selections': 'Catalog selections',
	'templates.email': 'Email templates',
	'templates.content_blocks': 'Content Blocks',
	media_library: 'Media library',
	preference_center: 'Preference centers',
	'export.campaigns': 'Campaign export',
	'export.canvas': 'Canvas export',
	'export.segments': 'Segment export',
	'export.events': 'Custom events',
	'export.custom_attributes': 'Custom attributes',
	'export.purchases': 'Purchases',
	'export.sessions': 'Sessions',
	'export.kpi': 'KPIs',
	cdi: 'Cloud Data Ingestion',
	sdk_authentication: 'SDK authentication',
	apps: 'Apps',
	translations: 'Translations',
	data_objects: 'Data objects',
	device_messaging: 'Device messaging',
	scim: 'SCIM',
};

const UNPUBLISHED = 'Braze does not list this endpoint in its public documentation';

/** Reasons for omitting every endpoint of a group that no operation covers. */
const GROUP_REASONS: Record<string, string> = {
	translations: 'Early access, and the documentation is incomplete',
	data_objects: 'Early access, and the documentation is incomplete',
	device_messaging: 'Beta, and it needs a client-side key instead of a REST API key',
	scim: 'It needs a SCIM token instead of a REST API key',
};

/** Endpoints that are only called by an option. */
const CALLED_BY: Record<string, string> = {
	'GET /users/track/status': "User: the option 'Wait Until Processed'",
};

/** Reasons for omitting a single endpoint. */
const REASONS: Record<string, string> = {
	'POST /users/track/sync': 'Limited beta; POST /users/track does the same',
	'POST /users/track/bulk': 'Limited beta; POST /users/track does the same in more requests',
	'GET /users/subscription': UNPUBLISHED,
	'DELETE /users/subscription': UNPUBLISHED,
	'GET /campaigns/url_info/details': UNPUBLISHED,
	'GET /canvas/url_info/details': UNPUBLISHED,
	'POST /email/blacklist': 'Old name of POST /email/blocklist',
	'POST /subscription/status/set':
		'POST /v2/subscription/status/set does the same, for several groups at once',
	'POST /apps/push_credential/update':
		'It takes private keys of push services, which a workflow would store without encryption',
};

export interface Coverage {
	/** `POST /canvas/trigger/send`. */
	readonly request: string;
	readonly group: string;
	readonly permission?: string;
	/** The operations that call it, as the editor names them. */
	readonly operations: string[];
	readonly reason?: string;
}

/** Every endpoint with the operations that serve it, or the reason why there is none. */
export function coverageOf(resources: readonly Resource[]): Coverage[] {
	const served = new Map<string, string[]>();
	for (const { name: resource, operations } of resources) {
		for (const { name, endpoint, uncombined } of operations) {
			for (const { method, path } of uncombined ? [endpoint, uncombined.endpoint] : [endpoint]) {
				const request = normal(`${method} ${path}`);
				served.set(request, [...(served.get(request) ?? []), `${resource}: ${name}`]);
			}
		}
	}
	return endpoints.map(({ method, path, group, permission }) => {
		const request = `${method} ${path}`;
		const operations = [
			...(served.get(normal(request)) ?? []),
			...(CALLED_BY[request] ? [CALLED_BY[request]] : []),
		];
		const groupReason = operations.length === 0 ? GROUP_REASONS[group] : undefined;
		return { request, group, permission, operations, reason: REASONS[request] ?? groupReason };
	});
}

/** Requests of operations that Braze's list of endpoints lacks. */
export function unlisted(resources: readonly Resource[]): string[] {
	const known = new Set(endpoints.map(({ method, path }) => normal(`${method} ${path}`)));
	const requests = resources.flatMap(({ operations }) =>
		operations
			// Files are outside the API.
			.filter(({ endpoint }) => endpoint !== FILE_ENDPOINT)
			.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`),
	);
	return requests.filter((request) => !known.has(normal(request)));
}

/** Parameters of a path may have other names. */
const normal = (request: string): string => request.replace(/\{\w+\}/g, '{}');

/** Groups without a name, and reasons for endpoints that don't exist. */
export function loose(): string[] {
	const groups = new Set(endpoints.map(({ group }) => group));
	const requests = new Set(endpoints.map(({ method, path }) => `${method} ${path}`));
	return [
		...[...groups].filter((group) => GROUPS[group] === undefined),
		...[...Object.keys(GROUPS), ...Object.keys(GROUP_REASONS)].filter((group) => !groups.has(group)),
		...Object.keys(REASONS).filter((request) => !requests.has(request)),
	];
}

const HOW_TO_CALL = `## Call any other endpoint

1. In the Braze node, set **Resource** or **Operation** to **Custom API Call**. n8n then points you to its HTTP Request node.
2. In the HTTP Request node, set **Authentication** to **Predefined Credential Type**, choose **Braze API**, and select your credential.
3. Set the method, and enter the full URL: the REST endpoint of your instance followed by the path, for example \`https://rest.iad-01.braze.com/canvas/list\`.
4. For a request with a body, turn on **Send Body** and choose **JSON**.

The credential adds the API key to the request. The HTTP Request node doesn't know Braze: it repeats nothing, combines nothing, and checks nothing for you.
Endpoints that need another kind of key (SCIM, device messaging) don't work with this credential.`;

/** The page that lists all endpoints. */
export function coveragePage(coverage: readonly Coverage[]): string {
	const served = coverage.filter(({ operations }) => operations.length > 0).length;
	const sections = Object.entries(GROUPS).map(([group, title]) =>
		section(
			title,
			coverage.filter((one) => one.group === group),
		),
	);
	return [
		'# API coverage',
		`Braze documents ${coverage.length} REST endpoints. The node has operations for ${served} of them; [HTTP Request](#call-any-other-endpoint) covers the rest.`,
		'This page is generated from the operations of the node, so it is always up to date.',
		HOW_TO_CALL,
		'## Endpoints',
		...sections,
		'',
	]
		.join('\n\n')
		.replace(/\n+$/, '\n');
}

function section(title: string, coverage: readonly Coverage[]): string {
	const rows = coverage.map(({ request, permission, operations, reason }) => [
		`\`${request}\``,
		permission === undefined ? '' : `\`${permission}\``,
		operations.length > 0 ? operations.join(', ') : `No operation. ${reason ?? 'Not yet'}.`,
	]);
	const head = ['Endpoint', 'Permission', 'Operation'];
	return [
		`### ${title}\n`,
		...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
	].join('\n');
}
