/* eslint-disable @n8n/community-nodes/no-restricted-globals -- n8n's engine reads its log level from the environment, once, when it is loaded */

/** Keeps n8n's engine from printing each error that a test provokes. */
process.env.N8N_LOG_LEVEL ??= 'silent';
