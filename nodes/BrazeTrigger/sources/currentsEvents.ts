import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * The event types of Currents. Braze adds types without a new version.
 * https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary
 */
const TYPES = `
users.RandomBucketNumberUpdate
users.behaviors.CustomEvent
users.behaviors.InstallAttribution
users.behaviors.Location
users.behaviors.Purchase
users.behaviors.Uninstall
users.behaviors.app.FirstSession
users.behaviors.app.SessionEnd
users.behaviors.app.SessionStart
users.behaviors.liveactivity.PushToStartTokenChange
users.behaviors.liveactivity.UpdateTokenChange
users.behaviors.pushnotification.TokenStateChange
users.behaviors.subscription.GlobalStateChange
users.behaviors.subscriptiongroup.StateChange
users.campaigns.Abort
users.campaigns.Conversion
users.campaigns.EnrollInControl
users.canvas.Abort
users.canvas.Conversion
users.canvas.Entry
users.canvas.exit.MatchedAudience
users.canvas.exit.PerformedEvent
users.canvas.experimentstep.Conversion
users.canvas.experimentstep.SplitEntry
users.canvasstep.Progression
users.messages.banner.Abort
users.messages.banner.Click
users.messages.banner.Impression
users.messages.contentcard.Abort
users.messages.contentcard.Click
users.messages.contentcard.Dismiss
users.messages.contentcard.Impression
users.messages.contentcard.Send
users.messages.email.Abort
users.messages.email.Bounce
users.messages.email.Click
users.messages.email.Deferral
users.messages.email.Delivery
users.messages.email.MarkAsSpam
users.messages.email.Open
users.messages.email.Send
users.messages.email.SoftBounce
users.messages.email.Unsubscribe
users.messages.featureflag.Impression
users.messages.inappmessage.Abort
users.messages.inappmessage.Click
users.messages.inappmessage.Impression
users.messages.liveactivity.Outcome
users.messages.liveactivity.Send
users.messages.newsfeedcard.Abort
users.messages.newsfeedcard.Click
users.messages.newsfeedcard.Impression
users.messages.pushnotification.Abort
users.messages.pushnotification.Bounce
users.messages.pushnotification.IosForeground
users.messages.pushnotification.Open
users.messages.pushnotification.Send
users.messages.sms.Abort
users.messages.sms.CarrierSend
users.messages.sms.Delivery
users.messages.sms.DeliveryFailure
users.messages.sms.InboundReceive
users.messages.sms.Rejection
users.messages.sms.Send
users.messages.sms.ShortLinkClick
users.messages.webhook.Abort
users.messages.webhook.Failure
users.messages.webhook.Send
users.messages.whatsapp.Abort
users.messages.whatsapp.Click
users.messages.whatsapp.Delivery
users.messages.whatsapp.Failure
users.messages.whatsapp.InboundReceive
users.messages.whatsapp.Read
users.messages.whatsapp.Send`;

/** Display names for parts of a type. */
const WORDS: Readonly<Record<string, string>> = {
	app: 'App',
	banner: 'Banner',
	campaigns: 'Campaign',
	canvas: 'Canvas',
	canvasstep: 'Canvas Step',
	contentcard: 'Content Card',
	email: 'Email',
	exit: 'Exit',
	experimentstep: 'Experiment Step',
	featureflag: 'Feature Flag',
	inappmessage: 'In-App Message',
	IosForeground: 'iOS Foreground',
	liveactivity: 'Live Activity',
	newsfeedcard: 'News Feed Card',
	pushnotification: 'Push',
	sms: 'SMS',
	subscription: 'Subscription',
	subscriptiongroup: 'Subscription Group',
	webhook: 'Webhook',
	whatsapp: 'WhatsApp',
};

export const documentedTypes: readonly string[] = TYPES.trim().split('\n');

/** The types as options: `Email Open`, `Canvas Entry`. In alphabetical order. */
export const typeOptions: INodePropertyOptions[] = documentedTypes
	.map((value) => ({ name: nameOf(value), value }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

function nameOf(type: string): string {
	const parts = type.split('.').filter((part) => !['users', 'behaviors', 'messages'].includes(part));
	return parts
		.map((part) => WORDS[part] ?? part.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/^As /, 'as '))
		.join(' ');
}
