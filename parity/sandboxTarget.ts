import { ONBOARDING_ID } from '../sandbox/seeds/canvases';
import { ORDER_SHIPPED_ID } from '../sandbox/seeds/campaigns';
import { makeSegment } from '../sandbox/seeds/segments';
import { NEWSLETTER_ID } from '../sandbox/seeds/subscriptionGroups';
import type { Sandbox } from '../sandbox/server';
import { markerOf, type Target } from './settings';

/** Makes a sandbox a workspace in which the cases may run, with its marker. */
export function sandboxTarget(sandbox: Pick<Sandbox, 'state' | 'url'>): Target {
	const workspace = 'the sandbox';
	const marker = makeSegment(99, { name: markerOf(workspace), description: 'Allows the parity tests' });
	sandbox.state.segments.push(marker);
	return {
		url: sandbox.url,
		key: 'sandbox-key',
		workspace,
		canvas: ONBOARDING_ID,
		campaign: ORDER_SHIPPED_ID,
		group: NEWSLETTER_ID,
		settle: 0,
	};
}
