import type { INodeProperties } from 'n8n-workflow';

import { appIdField, readAppId } from '../../fields/resource/names';
import { optionsField, requestOptionFields } from '../../fields/options/commonOptions';
import { addedTo, readBoolean, readText } from '../../fields/values';
import type { Operation } from '../../operation';
import { InputError } from '../../input/inputError';
import { content, identifies } from '../../fields/declarations';
import { additionalFieldsOf } from '../../fields/content/givenMembers';
import { returnedId } from '../../transport/endpoint';

const LABEL = 'RSA Public Key';

const publicKeyField: INodeProperties = identifies({
	displayName: LABEL,
	name: 'rsaPublicKey',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	required: true,
	placeholder: 'e.g. -----BEGIN PUBLIC KEY-----…',
	description: 'The public key in PEM format. Keep the private key on your server.',
});

const descriptionField: INodeProperties = content({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 2026 key',
	description: 'What the key is for',
});

const additionalFields = additionalFieldsOf([
	{
		displayName: 'Make Primary',
		name: 'makePrimary',
		type: 'boolean',
		default: false,
		description: 'Whether the new key becomes the primary key of the app',
	},
]);

/** Adds a key to an app, which can have three. https://www.braze.com/docs/api/endpoints/sdk_authentication/post_create_sdk_authentication_key */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create SDK authentication key',
	description: 'Add a public key to an app, which can have up to three',
	fields: [appIdField, publicKeyField, descriptionField, additionalFields, optionsField(requestOptionFields)],
	endpoint: {
		method: 'POST',
		path: '/app_group/sdk_authentication/create',
		permission: 'sdk_authentication.create',
		verb: 'created',
		returns: returnedId('id'),
	},
	safety: 'notIdempotent',
	entry(item) {
		const appId = readAppId(item);
		const { makePrimary } = addedTo(item, 'additionalFields');
		return {
			envelope: {
				body: {
					app_id: appId,
					rsa_public_key_str: readPublicKey(item.get(publicKeyField.name)),
					description: readText('Description', item.get('description')),
					...(readBoolean('Make Primary', makePrimary) && { make_primary: true }),
				},
				subject: appId,
			},
			report: { app_id: appId },
		};
	},
};

/** Reads the public key. Line breaks may be written as `\n`. A private key must never be sent or shown in an error. */
function readPublicKey(value: unknown): string {
	const key = readText(LABEL, value).replace(/\\n/g, '\n').trim();
	if (/PRIVATE KEY/i.test(key))
		throw new InputError(
			LABEL,
			'is a private key',
			'Enter the public key that belongs to it. Keep the private key on your server.',
		);
	if (/^-----BEGIN (RSA )?PUBLIC KEY-----[^-]+-----END (RSA )?PUBLIC KEY-----$/.test(key)) return key;
	throw new InputError(
		LABEL,
		'is not a public key in PEM format',
		'Enter everything from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----.',
	);
}
