import type { Channel } from './channel';
import { contentCard } from './contentCard';
import { email } from './email';
import { androidPush, applePush, kindlePush, webPush } from './push';
import { sms } from './sms';
import { webhook } from './webhook';
import { whatsApp } from './whatsApp';

/** Channels of messages that can be scheduled. */
export const schedulableChannels: readonly Channel[] = [
	androidPush,
	applePush,
	contentCard,
	email,
	kindlePush,
	sms,
	webPush,
	webhook,
];

/** Channels of messages that are sent immediately. Braze documents WhatsApp only for these. */
export const channels: readonly Channel[] = [...schedulableChannels, whatsApp];
