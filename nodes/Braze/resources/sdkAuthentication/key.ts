import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readAppId } from '../../fields/resource/names';
import type { ItemReader } from '../../itemReader';
import { readApiIdentifier } from '../../input/identifier';
import { isObject } from '../../input/object';
import { identifies } from '../../fields/declarations';

/** One of the keys of an app. */
export const keyIdField: INodeProperties = identifies({
	displayName: 'Key ID',
	name: 'keyId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 9b0e3d5f-52ab-4e06-8c41-7a9e0b3d5f10',
	description: "The ID of the key, as listed by 'Get Many'",
});

/** Reads app and key, as the body and the output name them. Throws an InputError. */
export const readSdkKey = (item: ItemReader): { app_id: string; key_id: string } => ({
	app_id: readAppId(item),
	key_id: readApiIdentifier(keyIdField.displayName, item.get(keyIdField.name)),
});

/** The entry of a key among the keys of its app in a response, if it is there. */
export const keyIn = ({ keys }: IDataObject, { key_id: id }: { key_id: string }): IDataObject | undefined =>
	(Array.isArray(keys) ? (keys as unknown[]) : []).filter(isObject).find((key) => key.id === id) as
		| IDataObject
		| undefined;
