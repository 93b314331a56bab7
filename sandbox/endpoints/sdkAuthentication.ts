import { createPublicKey, randomUUID } from 'crypto';
import { checker } from '../rules/jsonSchema';
import type { SdkKey } from '../seeds/sdkKeys';
import { Refusal } from '../types/refusal';
import type { Call, Endpoint } from './endpoint';
import { required } from './query';

/** `/app_group/sdk_authentication/…` (get_sdk_authentication_keys.md and its siblings). The words of all refusals are guesses. */

const MAX_KEYS = 3;

const list: Endpoint = {
	method: 'GET',
	path: '/app_group/sdk_authentication/keys',
	permission: 'sdk_authentication.keys',
	handle: (call) => answerWithKeys(call, required(call, 'app_id')),
};

const text = { type: 'string', format: 'notBlank' };

const checkCreate = checker({
	type: 'object',
	required: ['app_id', 'rsa_public_key_str', 'description'],
	additionalProperties: false,
	properties: {
		app_id: text,
		rsa_public_key_str: text,
		description: text,
		make_primary: { type: 'boolean' },
	},
});

const create: Endpoint = {
	method: 'POST',
	path: '/app_group/sdk_authentication/create',
	permission: 'sdk_authentication.create',
	handle: (call) => {
		checkCreate(call.body);
		const { app_id, rsa_public_key_str, description, make_primary } = call.body as Record<string, string> & {
			make_primary?: boolean;
		};
		const keys = keysOf(call, app_id);
		if (!isRsaKey(rsa_public_key_str)) throw new Refusal(400, 'Invalid RSA public key');
		if (keys.length >= MAX_KEYS) throw new Refusal(400, 'An app can have at most 3 SDK Authentication keys');
		const id = randomUUID();
		const primary = make_primary === true || keys.length === 0;
		if (primary) keys.forEach((key) => (key.is_primary = false));
		call.state.sdkKeys.push({
			id,
			app_id,
			rsa_public_key: rsa_public_key_str,
			description,
			is_primary: primary,
		});
		return { status: 200, body: { id } };
	},
};

const checkKey = checker({
	type: 'object',
	required: ['app_id', 'key_id'],
	additionalProperties: false,
	properties: { app_id: text, key_id: text },
});

const primary: Endpoint = {
	method: 'PUT',
	path: '/app_group/sdk_authentication/primary',
	permission: 'sdk_authentication.primary',
	handle: (call) => {
		const chosen = keyOf(call);
		keysOf(call, chosen.app_id).forEach((key) => (key.is_primary = key === chosen));
		return answerWithKeys(call, chosen.app_id);
	},
};

const remove: Endpoint = {
	method: 'DELETE',
	path: '/app_group/sdk_authentication/delete',
	permission: 'sdk_authentication.delete',
	handle: (call) => {
		const chosen = keyOf(call);
		if (chosen.is_primary) throw new Refusal(400, 'The primary key cannot be deleted');
		call.state.sdkKeys = call.state.sdkKeys.filter((key) => key !== chosen);
		return answerWithKeys(call, chosen.app_id);
	},
};

function keyOf(call: Call): SdkKey {
	checkKey(call.body);
	const { app_id, key_id } = call.body as Record<string, string>;
	const key = keysOf(call, app_id).find(({ id }) => id === key_id);
	if (!key) throw new Refusal(400, 'Invalid key_id');
	return key;
}

function keysOf({ state }: Call, app: string): SdkKey[] {
	if (!state.apps.some(({ id }) => id === app)) throw new Refusal(400, 'Invalid app_id');
	return state.sdkKeys.filter(({ app_id }) => app_id === app);
}

function answerWithKeys(call: Call, app: string) {
	const keys = keysOf(call, app).map(({ id, rsa_public_key, description, is_primary }) => ({
		id,
		rsa_public_key,
		description,
		is_primary,
	}));
	return { status: 200, body: { keys } };
}

function isRsaKey(pem: string): boolean {
	try {
		return createPublicKey(pem).asymmetricKeyType === 'rsa';
	} catch {
		return false;
	}
}

export const sdkAuthentication: Endpoint[] = [list, create, primary, remove];
