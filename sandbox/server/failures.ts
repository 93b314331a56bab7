import type { FastifyInstance } from 'fastify';
import { Refusal } from '../types/refusal';

/** Takes an error that is the sandbox's own fault. */
export type Report = (error: unknown) => void;

/** The text to answer with after a failure; the stack is for the log only. */
export const failureMessage = (error: unknown) => `The sandbox itself failed: ${String(error)}`;

/** Answers a bad request with its status, and a failure of the sandbox with 500 after reporting it. */
export function addFailureAnswers(app: FastifyInstance, report: Report): void {
	app.setErrorHandler(async (error, _request, reply) => {
		const status = refusedWith(error);
		if (status !== undefined) return await reply.code(status).send({ message: (error as Error).message });
		report(error);
		return await reply.code(500).send({ message: failureMessage(error) });
	});
}

/** The status of a refusal, the sandbox's or fastify's (such as 413 for a huge body). */
function refusedWith(error: unknown): number | undefined {
	if (error instanceof Refusal) return error.status;
	const { statusCode } = error as { statusCode?: unknown };
	return typeof statusCode === 'number' && statusCode < 500 ? statusCode : undefined;
}
