import type { Example } from './example';

export const customAttribute: Record<string, Example> = { getMany: { parameters: {} } };
