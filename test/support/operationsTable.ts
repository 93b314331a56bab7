import type { Operation, Resource } from '../../nodes/Braze/operation';

const HEAD = [
	'Operation',
	'Request',
	'Permission',
	'Items share requests',
	'Retried if the outcome is unknown',
];

/** The table of all operations in `docs/operations.md`. */
export function operationsTable(resources: readonly Resource[]): string {
	const rows = resources.flatMap((resource) =>
		resource.operations.map((operation) => row(resource, operation)),
	);
	return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function row({ name: resource }: Resource, { name, endpoint, combine, paging, safety }: Operation): string[] {
	const { method, path, permission } = endpoint;
	return [
		`${resource}: ${name}`,
		`\`${method} ${path}\`${paging ? `, ${paging.size} per page` : ''}`,
		`\`${permission}\``,
		sharing(combine, resource),
		safety === 'idempotent' ? 'yes' : 'no',
	];
}

/** The names of members in the table. The default is "people". */
const MEMBERS: Record<string, string> = { 'Catalog Item': 'items' };

function sharing(combine: Operation['combine'], resource: string): string {
	if (!combine) return '';
	const members = MEMBERS[resource] ?? (combine.lists ? 'objects' : 'people');
	return `up to ${combine.limit} ${members}, ${combine.byDefault ? 'by default' : 'optional'}`;
}
