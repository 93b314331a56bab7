import { recorded } from './evidence';

/** Recorded, measured or quoted answers of real workspaces that others published. */

/** Cassettes of a Ruby client's tests. */
export const BRAZE_RUBY = recorded('jonallured/braze_ruby, recorded answers', '2020 to 2024');
/** The journal of a command line client, with what it measured. */
export const BRAZE_CLI = recorded('leemour/braze-cli, measured answers', '2026-09-15');
/** Log lines and quoted answers in the source of a customer data platform. */
export const RUDDER = recorded('rudderlabs/rudder-transformer, quoted answers', 'read 2026-10');
/** Records that a data connector's acceptance tests expect. */
export const AIRBYTE = recorded('airbytehq/airbyte, expected records', 'of 2022');
