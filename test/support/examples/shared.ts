import type { INodeParameters } from 'n8n-workflow';

import { IOS_APP_ID } from '../../../sandbox/seeds/apps';
import { CAFES } from '../../../sandbox/seeds/catalogs';
import { PRO_PLAN_ID } from '../../../sandbox/seeds/segments';
import { byId, byName } from '../kinds';

export const SEGMENT = { segmentId: byId(PRO_PLAN_ID) };
export const APP = { appId: IOS_APP_ID };

export const HOURLY: INodeParameters = { unit: 'hour', hours: 3 };
export const OF_APP: INodeParameters = { filters: { appId: IOS_APP_ID } };
export const OF_SEGMENT: INodeParameters = { filters: SEGMENT };

export const CATALOG = { catalogName: byName(CAFES) };

let made = 0;

/** A new number for unique names. */
export const next = () => ++made;

/** Items with unique names. */
export const newNames = async () => await Promise.resolve([{ name: `new-${next()}` }]);

export const ADA = { externalUserId: 'user-001' };

export const AUGUST = { startDate: '2026-08-01', endDate: '2026-08-31' };
