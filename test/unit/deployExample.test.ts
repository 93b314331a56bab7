import { parse } from 'yaml';

import { readText } from '../support/files';

interface Service {
	readonly image?: string;
	readonly command?: string[];
	readonly environment?: Record<string, string>;
	readonly volumes?: string[];
	readonly depends_on?: Record<string, { condition: string }>;
}

const file = readText('examples/deploy/docker-compose.yml') ?? '';

const { services, volumes } = parse(file, { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};

it('names only services and volumes that it defines', () => {
	for (const service of Object.values(services)) {
		for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(services)).toContain(name);
		for (const volume of service.volumes ?? []) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
	}
});

it('gives main and workers the same database, queue, key and node', () => {
	const { main, worker } = services;
	expect(main.environment).toMatchObject(worker.environment ?? {});
	expect(Object.keys(worker.environment ?? {})).toEqual(
		expect.arrayContaining(['DB_TYPE', 'EXECUTIONS_MODE', 'N8N_ENCRYPTION_KEY', 'QUEUE_BULL_REDIS_HOST']),
	);
	const nodes = 'nodes:/home/node/.n8n/nodes';
	for (const service of [main, worker]) {
		expect(service.volumes).toContain(nodes);
		expect(service.depends_on?.packages).toEqual({ condition: 'service_completed_successfully' });
	}
	expect([main.command, worker.command?.[0]]).toEqual([undefined, 'worker']);
});

it('holds no secrets', () => {
	for (const { environment = {} } of Object.values(services)) {
		for (const [name, value] of Object.entries(environment))
			if (/PASSWORD|KEY/.test(name)) expect(value).toMatch(/^\$\{\w+:\?/);
	}
});
