import { currents } from './currents';
import { segmentExport } from './segmentExport';
import type { Source } from './source';
import { transactionalPostback } from './transactionalPostback';
import { webhookMessage } from './webhookMessage';

/** The sources, in alphabetical order of their names. */
export const sources: readonly Source[] = [currents, segmentExport, transactionalPostback, webhookMessage];

export const findSource = (value: unknown): Source | undefined =>
	sources.find(({ option }) => option.value === value);
