import { NEWSLETTER_ID } from '../../../sandbox/seeds/subscriptionGroups';
import type { Bench } from '../bench';
import type { Example } from './example';
import { ADA } from './shared';

/** Ada, who gets the newsletter, and a person without external ID and phone. */
const subscriber = async (bench: Bench) => {
	const [ada] = bench.sandbox.state.users;
	const subscription_groups = { [NEWSLETTER_ID]: 'subscribed' };
	Object.assign(ada, { phone: '+14155550100', subscription_groups });
	const lead = bench.sandbox.state.users.find(({ email }) => email === 'lead-1@example.com');
	Object.assign(lead ?? {}, { subscription_groups });
	return await Promise.resolve([{}]);
};

export const subscriptionGroup: Record<string, Example> = {
	setStatus: {
		parameters: { ...ADA, subscriptionGroupIds: [NEWSLETTER_ID] },
		variants: [
			{ identifyBy: 'email', email: 'a@example.com' },
			{ identifyBy: 'phone', phone: '+14155550100' },
		],
	},
	getStatus: {
		parameters: { ...ADA, subscriptionGroupId: NEWSLETTER_ID },
		variants: [
			{ identifyBy: 'email', email: 'a@example.com' },
			{ identifyBy: 'phone', phone: '+14155550100' },
		],
	},
	getUserGroups: {
		parameters: ADA,
		variants: [{ identifyBy: 'email', email: 'lead-1@example.com' }],
		before: subscriber,
	},
};
