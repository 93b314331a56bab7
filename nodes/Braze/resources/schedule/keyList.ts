import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Envelope } from '../../delivery/entry';
import { readKeySettings } from '../../schedule/scheduleKey';
import type { ItemReader } from '../../itemReader';
import { NO_CATALOG, PAGES } from '../../scheduleKeys/catalogRequests';
import type { Endpoint } from '../../transport/endpoint';
import type { Failure } from '../../transport/failure';

/** Lists the records of schedule keys. https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk */
export const KEY_LIST: Endpoint = {
	method: 'GET',
	path: '/catalogs/{catalog_name}/items',
	permission: 'catalogs.get_items',
};

/** What a schedule can be for. */
export const KINDS: INodePropertyOptions[] = [
	{ name: 'Campaign', value: 'campaign' },
	{ name: 'Canvas', value: 'canvas' },
	{ name: 'Message', value: 'message' },
];

export const KEY_PAGES = PAGES;

/** The request that lists all records. If the catalog doesn't exist, no key was ever used. */
export function keyListEnvelope(item: ItemReader): Envelope {
	const { catalog } = readKeySettings(item.options());
	return { path: { catalog_name: catalog }, subject: `keys ${catalog}`, acceptRefusal: emptyWithoutCatalog };
}

const emptyWithoutCatalog = ({ ids = [] }: Failure): IDataObject | undefined =>
	ids.includes(NO_CATALOG) ? { items: [] } : undefined;
