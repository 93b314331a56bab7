import { canvasExport } from './canvasExport';
import { canvasSchedule } from './canvasSchedule';
import { canvasSend } from './canvasSend';
import type { Endpoint } from './endpoint';

/** Every endpoint the sandbox answers. */
export const endpoints: Endpoint[] = [...canvasExport, ...canvasSchedule, ...canvasSend];
