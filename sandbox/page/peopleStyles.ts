/** The styles of people's cards. */
export const PEOPLE_STYLES = `
.cards { columns: 3 400px; column-gap: 16px; }
.cards > .empty, .cards > .more { column-span: all; }
.card { break-inside: avoid; margin-bottom: 16px; padding: 16px 18px 12px; display: grid; gap: 6px; min-width: 0; }
.card-head { display: flex; gap: 10px; align-items: baseline; justify-content: space-between; min-width: 0; }
.card h3 { margin: 0; font-size: 16px; overflow-wrap: anywhere; }
.card .id { color: var(--soft); overflow-wrap: anywhere; }
#person-search, #request-search { width: 270px; }
.contacts, .badges { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 13px; }
.badges { gap: 6px; margin-bottom: 4px; }
.card-part { border-top: 1px solid var(--line); padding-top: 8px; margin-top: 4px; }
.card-part h4 { margin: 0 0 4px; font-size: 12px; font-weight: 600; color: var(--soft); }
.rows { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; font-size: 13px; }
.rows li { display: flex; gap: 8px; align-items: baseline; min-width: 0; }
.rows time, .rows .value { margin-left: auto; text-align: right; }
.rows time { color: var(--soft); white-space: nowrap; }
.rows .value { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.chip { color: var(--accent); text-decoration: none; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip:hover { text-decoration: underline; }
details.rest, details.raw { border: 0; }
details.rest > summary, details.raw > summary { padding: 4px 0; font-size: 12.5px; color: var(--soft); }
details.raw { border-top: 1px solid var(--line); margin-top: 4px; padding-top: 4px; }
`;
