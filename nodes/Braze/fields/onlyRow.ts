import type { INodeProperties } from 'n8n-workflow';

import { declaration } from './declaration';

const BY_LABELS = declaration<true>('only row by labels');

/**
 * Declares of a field with rows that its reader calls the fields of the only row by their labels, without the row's number;
 * so do the errors about their expressions.
 */
export const onlyRowByLabels = (field: INodeProperties): INodeProperties => BY_LABELS.add(field, true);

/** Whether a field is {@link onlyRowByLabels}. */
export const isOnlyRowByLabels = (field: INodeProperties): boolean => BY_LABELS.of(field) === true;
