/** An app of the workspace. */
export interface App {
	id: string;
	name: string;
}

export const IOS_APP_ID = '7c1f0a52-9d3e-4b86-a1f7-2e5d90c4b311';

export const ANDROID_APP_ID = '7c1f0a52-9d3e-4b86-a1f7-2e5d90c4b322';

export const seedApps = (): App[] => [
	{ id: IOS_APP_ID, name: 'Acme (iOS)' },
	{ id: ANDROID_APP_ID, name: 'Acme (Android)' },
];
