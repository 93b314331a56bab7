import type { INodePropertyOptions } from 'n8n-workflow';

import { CURRENTS_TYPES } from './currentsTypes';

/** Display names for parts of a type. */
const WORDS: Readonly<Record<string, string>> = {
	agentconsole: 'Agent Console',
	app: 'App',
	banner: 'Banner',
	campaigns: 'Campaign',
	canvas: 'Canvas',
	canvasstep: 'Canvas Step',
	contentcard: 'Content Card',
	costep: 'Costep',
	email: 'Email',
	exit: 'Exit',
	experimentstep: 'Experiment Step',
	featureflag: 'Feature Flag',
	inappmessage: 'In-App Message',
	IosForeground: 'iOS Foreground',
	line: 'LINE',
	liveactivity: 'Live Activity',
	newsfeedcard: 'News Feed Card',
	pushnotification: 'Push',
	rcs: 'RCS',
	sms: 'SMS',
	subscription: 'Subscription',
	subscriptiongroup: 'Subscription Group',
	webhook: 'Webhook',
	whatsapp: 'WhatsApp',
};

/** The types as options in alphabetical order, such as `Email Open` and `Canvas Entry`. */
export const typeOptions: INodePropertyOptions[] = CURRENTS_TYPES.map((value) => ({
	name: nameOf(value),
	value,
})).sort((one, other) => one.name.localeCompare(other.name, 'en'));

function nameOf(type: string): string {
	const parts = type.split('.').filter((part) => !['users', 'behaviors', 'messages'].includes(part));
	return parts
		.map((part) => WORDS[part] ?? part.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/^As /, 'as '))
		.join(' ');
}
