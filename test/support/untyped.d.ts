/** Modules without types of their own that this version of TypeScript's resolution finds. */
declare module '@typescript-eslint/parser';
declare module 'eslint-plugin-n8n-nodes-base';
