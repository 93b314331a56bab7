/** The styles of the timeline, and of the inspector next to it. */
export const TIMELINE_STYLES = `
.timeline { overflow: auto; max-height: 62vh; --label: 280px; }
.axis { position: sticky; top: 0; z-index: 3; display: flex; height: 62px; background: var(--panel); border-bottom: 1px solid var(--line); }
.corner { width: var(--label); flex: none; padding: 0 16px 6px; align-self: end; color: var(--soft); font-size: 12px; }
.scale { position: relative; flex: 1; }
.tick { position: absolute; bottom: 5px; padding-left: 5px; color: var(--soft); font-size: 11.5px; line-height: 1.35; white-space: nowrap; }
.tick b { display: block; color: var(--ink); font-weight: 600; }
.axis, .bands { min-width: calc(var(--label) + 320px); }
.bands { position: relative; }
.timeline .empty { border: 0; }
.lines { position: absolute; inset: 0 0 0 var(--label); pointer-events: none; }
.line { position: absolute; top: 0; bottom: 0; border-left: 1px solid var(--faint); }
.line.strong { border-left-color: var(--line); }
.now { position: absolute; top: 0; bottom: 0; border-left: 2px solid var(--accent); z-index: 2; margin-left: -1px; }
.now-label { position: absolute; top: 5px; transform: translateX(-50%); background: var(--accent); color: var(--panel); font-size: 11px; font-weight: 600; line-height: 1.4; padding: 0 7px; border-radius: 5px; }
.now-label::after { content: ''; position: absolute; left: calc(50% - 1px); top: 100%; height: 45px; border-left: 2px solid var(--accent); opacity: .35; }
.band { display: flex; width: 100%; min-height: 58px; padding: 0; border: 0; border-bottom: 1px solid var(--faint); background: none; text-align: left; position: relative; }
.band:last-child { border-bottom: 0; }
.band:hover, .send:hover { background: color-mix(in srgb, var(--accent) 5%, transparent); }
.band[aria-pressed='true'], .send[aria-pressed='true'] { background: color-mix(in srgb, var(--accent) 10%, transparent); box-shadow: inset 3px 0 var(--accent); }
.band:focus-visible, .send:focus-visible { outline-offset: -2px; }
.label-box { width: var(--label); flex: none; padding: 9px 12px 9px 16px; display: grid; gap: 3px; align-content: center; min-width: 0; }
.line-1, .line-2 { display: flex; align-items: center; gap: 8px; min-width: 0; }
.line-1 .name, .send .name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.line-2 .soft { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 12px; }
.cancelled .name { text-decoration: line-through; color: var(--soft); }
.track { position: relative; flex: 1; min-width: 0; overflow: hidden; }
.span, .dot, .mark-tick { position: absolute; top: 50%; transform: translateY(-50%); }
.span { height: 16px; border-radius: 8px; border: 1px solid currentcolor; min-width: 12px; box-sizing: border-box; }
.dot { width: 14px; height: 14px; margin-left: -7px; border-radius: 50%; background: currentcolor; border: 3px solid var(--panel); box-shadow: 0 0 0 2px currentcolor; }
.mark-tick { width: 3px; height: 22px; margin-left: -1px; border-radius: 2px; background: currentcolor; }
.mark-tick:hover { height: 30px; }
.stopped .dot { background: var(--panel); } .stopped .dot, .stopped .span, .stopped .mark-tick { color: var(--red); background-color: transparent; }
.cancelled .span { background-image: repeating-linear-gradient(135deg, transparent 0 5px, color-mix(in srgb, currentcolor 30%, transparent) 5px 7px); border-style: dashed; }
.cancelled .mark-tick { opacity: .45; } .cancelled .dot { background: var(--panel); }
.when-words { position: absolute; z-index: 3; top: 50%; transform: translateY(-50%); margin: 0 14px; font-size: 12px; color: var(--soft); white-space: nowrap; background: color-mix(in srgb, var(--panel) 80%, transparent); padding: 0 4px; border-radius: 4px; font-variant-numeric: tabular-nums; }
.off { position: absolute; z-index: 3; top: 50%; transform: translateY(-50%); font-size: 12px; border-radius: 6px; padding: 1px 8px; }
.off.left { left: 8px; } .off.right { right: 8px; }
.kind { flex: none; font-size: 10.5px; font-weight: 700; letter-spacing: .04em; text-transform: uppercase; padding: 1px 6px; border-radius: 4px; border: 1px solid currentcolor; }
.kind.canvas { color: var(--accent); } .kind.campaign { color: var(--teal); } .kind.message { color: var(--pink); } .kind.transactional { color: var(--amber); }
.send { display: flex; width: 100%; gap: 10px; align-items: center; padding: 9px 16px; border: 0; border-bottom: 1px solid var(--faint); background: none; text-align: left; }
.send:last-child { border-bottom: 0; } .send .kind { min-width: 118px; text-align: center; } .send .name { min-width: 160px; } .send time { color: var(--soft); white-space: nowrap; }
.grow { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.soft { color: var(--soft); }
.more { padding: 10px; text-align: center; color: var(--soft); font-size: 12.5px; }
.inspector { position: sticky; top: 130px; max-height: calc(100vh - 154px); overflow: auto; padding: 18px 20px; overscroll-behavior: contain; }
.inspector .title h2 { margin: 8px 0 2px; font-size: 18px; display: block; overflow-wrap: anywhere; }
.inspector .empty { border: 0; padding: 40px 10px; }
.part { border-top: 1px solid var(--line); margin-top: 16px; padding-top: 12px; display: grid; gap: 8px; }
.part h3 { margin: 0; font-size: 13px; }
.part h4 { margin: 2px 0 -4px; font-size: 11.5px; font-weight: 500; color: var(--soft); }
.part .people { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.inspector td, .inspector th { padding-right: 10px; font-size: 12px; } .inspector td.mono { font-size: 11.5px; }
.request-line { display: flex; gap: 8px; align-items: center; overflow-wrap: anywhere; }
.request-line .badge { margin-left: auto; }
dl.ids { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 14px; margin: 0; }
dl.ids dd { overflow-wrap: anywhere; font-size: 12px; }
@media (max-width: 1180px) { .inspector { position: static; max-height: none; } }
@media (max-width: 700px) { .timeline { --label: 190px; } .send { flex-wrap: wrap; } }
`;
