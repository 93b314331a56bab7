import { omit } from 'lodash';

import { alertField, titleField } from '../../../fields/content/notification';
import { readOptionalText, readText } from '../../../fields/values';
import { InputError } from '../../../input/inputError';
import type { Channel } from './channel';

/** https://www.braze.com/docs/api/objects_filters/messaging/apple_object */
export const applePush: Channel = {
	name: 'Apple Push',
	value: 'applePush',
	key: 'apple_push',
	fields: [alertField, omit(titleField, 'required')],
	read(item) {
		const body = readText('Text', item.get('text', ''));
		const title = readOptionalText('Title', item.get('title', ''));
		// Unlike on other platforms, the title is part of the alert.
		return withinLimit({ alert: title === undefined ? body : { title, body } }, 1912);
	},
};

/** https://www.braze.com/docs/api/objects_filters/messaging/android_object */
export const androidPush = titledPush('Android Push', 'androidPush', 'android_push', 4000);

/** https://www.braze.com/docs/api/objects_filters/messaging/kindle_and_fireos_object */
export const kindlePush = titledPush('Kindle Push', 'kindlePush', 'kindle_push');

/** https://www.braze.com/docs/api/objects_filters/messaging/web_objects */
export const webPush = titledPush('Web Push', 'webPush', 'web_push');

/**
 * A channel for push notifications with a separate title.
 *
 * @param maxBytes the maximum size of the text as JSON
 */
function titledPush(name: string, value: string, key: string, maxBytes = Infinity): Channel {
	return {
		name,
		value,
		key,
		fields: [titleField, alertField],
		read: (item) => ({
			title: readText('Title', item.get('title', '')),
			...withinLimit({ alert: readText('Text', item.get('text', '')) }, maxBytes),
		}),
	};
}

/** Returns the part of a message that Braze counts. Throws an InputError if it is too large. */
function withinLimit<T extends object>(counted: T, maxBytes: number): T {
	const bytes = Buffer.byteLength(JSON.stringify(counted));
	if (bytes <= maxBytes) return counted;
	throw new InputError(
		'Text',
		`makes the message ${bytes} bytes long, but Braze accepts at most ${maxBytes}`,
		'Shorten it.',
	);
}
