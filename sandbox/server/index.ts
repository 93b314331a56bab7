import fastify, { type FastifyRequest } from 'fastify';
import { Clock } from '../state/clock';
import { addControlRoutes } from '../control/routes';
import { settle } from '../delivery/settle';
import { endpoints } from '../endpoints';
import { Faults } from '../state/faults';
import { addPage } from '../page';
import { type Destinations, USUAL_N8N } from '../outgoing/destinations';
import { awaitsCall } from '../delivery/exportFile';
import { Outbox } from '../outgoing/outbox';
import { addOutgoingRoutes } from '../control/webhooks';
import { addPeopleRoute } from '../control/people';
import { RateLimits } from '../state/rateLimits';
import { type LoggedRequest, RequestLog } from '../state/requestLog';
import { resetState, type SandboxState, seedState } from '../state';
import { apiRoute } from './apiRoute';
import { addExportFiles } from './exportFiles';
import { addFailureAnswers, type Report } from './failures';
import { addGuard } from './guard';
import { type KeyRing, presetKeys } from './keys';
import { printError, Waits } from './platform';

/** How often the sandbox looks for calls that are due. */
const OUTBOX_MS = 200;

export interface SandboxOptions {
	/** 4010 by default; 0 uses any free port. */
	port?: number;
	/** 127.0.0.1 by default. */
	host?: string;
	/** The clock's source; the system clock by default. */
	now?: () => Date;
	/** API keys in addition to the preset ones, each with its permissions. */
	keys?: KeyRing;
	/** How long each answer takes, in milliseconds. */
	delayMs?: number;
	/** Names by which the sandbox is reached, in addition to `localhost` and IP addresses. */
	hostNames?: string[];
	/** The address of the n8n that runs with it. The page links to it, and webhook calls may go there. */
	n8n?: string;
	/** Further origins that webhook calls may go to. */
	webhooksTo?: Destinations;
	/** Takes failures of the sandbox itself; by default, their stacks go to stderr. */
	report?: Report;
}

export interface Sandbox {
	/** `http://127.0.0.1:PORT`, without a trailing slash. */
	url: string;
	/**
	 * The workspace, in which everything that is due has been sent. It is writable: tests may change Canvases and users.
	 */
	readonly state: SandboxState;
	/** Every API request as received, oldest first (the newest 20,000). It is always the same array. */
	readonly requests: LoggedRequest[];
	/** The address of the n8n that runs with it, if known. */
	readonly n8n?: string;
	readonly faults: Faults;
	readonly clock: Clock;
	/** For `limits.leave(SHARED, 0, clock.now())`: a pool that is used up. */
	readonly limits: RateLimits;
	/** The webhook calls. They are made automatically, or immediately by `outbox.work(state)`. */
	readonly outbox: Outbox;
	/** Restores the seed data, the real clock and full limits, and removes all requests and faults. */
	reset: () => void;
	/** Closes every connection at once. */
	stop: () => Promise<void>;
}

/** Starts a local stand-in for the Braze REST API; resolves once it listens. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const report = options.report ?? printError;
	const clock = new Clock(options.now);
	const state = seedState();
	const faults = new Faults();
	const limits = new RateLimits();
	const log = new RequestLog();
	const waits = new Waits();
	const outbox = new Outbox(() => clock.now(), destinations(options));
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: 64 * 1024 * 1024,
		exposeHeadRoutes: false,
		// A URL that can't be decoded, which no route gets to see.
		frameworkErrors: (_error, _request, reply) => {
			reply.hijack();
			reply.raw.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"Bad Request"}');
		},
	});
	const contentTypes = new WeakMap<FastifyRequest['raw'], string | undefined>();

	// Bodies are read raw regardless of their content type. The pipeline refuses them, so that the log contains them.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	addGuard(app, options.hostNames ?? []);
	app.addHook('onRequest', async ({ raw }) => {
		contentTypes.set(raw, raw.headers['content-type']);
		raw.headers['content-type'] = 'application/octet-stream';
	});
	addFailureAnswers(app, report);

	const sandbox: Sandbox = {
		url: '',
		n8n: options.n8n,
		get state() {
			settle(state, clock.now());
			return state;
		},
		requests: log.entries,
		faults,
		clock,
		limits,
		outbox,
		reset: () => {
			clock.reset();
			outbox.clear();
			resetState(state);
			faults.clear();
			limits.reset();
			log.clear();
		},
		stop: async () => {
			waits.endAll();
			await app.close();
		},
	};

	const permissions = endpoints.map(({ permission }) => permission);
	const readOnly = endpoints.filter(({ method }) => method === 'GET').map(({ permission }) => permission);
	const keys = { ...presetKeys(permissions, readOnly), ...options.keys };
	const context = {
		workspace: { state, limits, keys, endpoints, report },
		faults,
		log,
		waits,
		delayMs: options.delayMs ?? 0,
		now: () => clock.now(),
	};
	addPage(app);
	addControlRoutes(app, sandbox);
	addPeopleRoute(app, sandbox);
	addOutgoingRoutes(app, sandbox);
	addExportFiles(app, { state, clock }, log);
	waits.every(OUTBOX_MS, () => {
		if (outbox.targets.size > 0 || state.exports.some(awaitsCall)) void outbox.work(sandbox.state);
	});
	app.all(
		'*',
		async (request, reply) => await apiRoute(request, reply, contentTypes.get(request.raw), context),
	);

	sandbox.url = await app.listen({ port: options.port ?? 4010, host: options.host ?? '127.0.0.1' });
	return sandbox;
}

function destinations({ n8n = USUAL_N8N, webhooksTo = [] }: SandboxOptions): Destinations {
	return webhooksTo === 'anywhere' ? webhooksTo : [n8n, ...webhooksTo];
}
