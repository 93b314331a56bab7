import type { INodeParameters } from 'n8n-workflow';

/** An Android push, the channel with the fewest fields. */
export const PUSH: INodeParameters = { channel: 'androidPush', title: 'Good news', text: 'It is on its way' };

/** What {@link PUSH} sends. */
export const PUSH_SENT = { android_push: { title: 'Good news', alert: 'It is on its way' } };

/** Two channels, as Braze documents its messages object. */
export const SEVERAL = {
	email: { app_id: 'app-1', from: 'Shop <hello@example.com>', subject: 'Hi', body: '<p>Hi</p>' },
	apple_push: { alert: 'Hi' },
};

export const rows = (...ids: string[]) => ({ recipient: ids.map((externalUserId) => ({ externalUserId })) });
