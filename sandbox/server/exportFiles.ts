import type { FastifyInstance } from 'fastify';
import { exportFile, filePath, stageOf } from '../delivery/exportFile';
import type { SandboxState } from '../state';
import type { Clock } from '../state/clock';
import type { RequestLog } from '../state/requestLog';
import type { UserExport } from '../types/people';
import { redactedHeaders } from './keys';

/**
 * Adds the storage for export files. Unlike Braze's API, it needs no key, and like Amazon S3, it refuses a request that
 * has one. A file that doesn't exist, not yet or not any more, is a 403.
 */
export function addExportFiles(
	app: FastifyInstance,
	{ state, clock }: { readonly state: SandboxState; readonly clock: Clock },
	log: RequestLog,
): void {
	// Created on first access, because it never changes and a large one takes seconds.
	const files = new WeakMap<UserExport, Buffer>();
	app.get('/segment-export/*', (request, reply) => {
		const now = clock.now();
		const [path] = (request.raw.url ?? '').split('?');
		const entry = log.add({
			at: now.toISOString(),
			method: 'GET',
			path,
			query: {},
			headers: redactedHeaders({ ...request.headers, 'content-type': undefined }),
			body: undefined,
			rawBody: '',
		});
		const wanted = state.exports.find((one) => filePath(one) === path);
		const isReady = wanted !== undefined && stageOf(wanted, now) === 'ready';
		if (request.headers.authorization !== undefined || !isReady) {
			const status = request.headers.authorization === undefined ? 403 : 400;
			const code = status === 403 ? 'AccessDenied' : 'InvalidArgument';
			entry.status = status;
			entry.response = `<Error><Code>${code}</Code></Error>`;
			return reply.code(status).type('application/xml').send(entry.response);
		}
		const file = files.get(wanted) ?? exportFile(wanted, state, now);
		files.set(wanted, file);
		entry.status = 200;
		entry.acted = true;
		entry.response = `${file.length} bytes`;
		return reply.type(wanted.format === 'zip' ? 'application/zip' : 'application/gzip').send(file);
	});
}
