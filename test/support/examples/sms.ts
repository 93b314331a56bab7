import type { Example } from './example';
import { AUGUST } from './shared';

export const sms: Record<string, Example> = {
	getInvalidNumbers: { parameters: AUGUST },
	removeInvalidNumbers: { parameters: { phone: '+14155550190' } },
};
