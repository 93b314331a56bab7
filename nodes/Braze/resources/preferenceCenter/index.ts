import type { Resource } from '../../operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { getUrl } from './getUrl';
import { update } from './update';

/** Preference centers: pages where people choose which messages they get. */
export const preferenceCenter: Resource = {
	name: 'Preference Center',
	value: 'preferenceCenter',
	description: 'Pages where people choose what they get',
	operations: [getMany, get, getUrl, create, update],
};
