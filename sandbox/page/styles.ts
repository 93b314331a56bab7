/** The page's styles, light and dark. Those of the timeline are in `timelineStyles.ts`. */
export const STYLES = `
:root {
	--ground: #f5f6f8; --panel: #fff; --ink: #1b1f2a; --soft: #5d6577; --line: #e2e5ec; --code: #f3f4f8;
	--accent: #4c46d6; --blue: #1d5fd1; --blue-bg: #e4eefd; --amber: #8a5200; --amber-bg: #fdf0d8;
	--green: #17703d; --green-bg: #dff5e7; --red: #b3261e; --red-bg: #fde7e5; --grey: #596072; --grey-bg: #eaecf1; --faint: #eff1f5; --teal: #0b7285; --pink: #b02a75;
}
@media (prefers-color-scheme: dark) {
	:root {
		--ground: #12141a; --panel: #1b1e27; --ink: #e9ebf2; --soft: #9aa2b5; --line: #2c313d; --code: #14171e;
		--accent: #a29dff; --blue: #8db8ff; --blue-bg: #1b2c4b; --amber: #f2c077; --amber-bg: #3b2c14;
		--green: #7fd8a2; --green-bg: #17352a; --red: #ff9d95; --red-bg: #46201f; --grey: #aeb5c5; --grey-bg: #2a2f3b; --faint: #242934; --teal: #66d0de; --pink: #f59ac9;
	}
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, 'Segoe UI', Roboto, sans-serif; }
h1, h2, p, dl, dd { margin: 0; }
h1 { font-size: 17px; line-height: 1.3; letter-spacing: -.01em; }
h2 { font-size: 15px; margin: 0; display: flex; align-items: center; gap: 8px; }
code, pre, time, .mono, .copy { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 12.5px; }
header { position: sticky; top: 0; z-index: 5; background: var(--panel); border-bottom: 1px solid var(--line); }
.bar { max-width: 1680px; margin: auto; padding: 14px 24px; display: flex; flex-wrap: wrap; gap: 14px 32px; align-items: center; }
.brand { display: flex; gap: 12px; align-items: center; margin-right: auto; }
.brand p, dt, .label { color: var(--soft); font-size: 12px; }
.mark { width: 34px; height: 34px; border-radius: 9px; background: linear-gradient(135deg, #5b54e8, #b05bd8); position: relative; }
.mark::after { content: ''; position: absolute; inset: 9px; border: 3px solid #fff; border-radius: 50%; border-right-color: transparent; }
.facts { display: flex; gap: 24px; }
.clock { display: flex; gap: 16px; align-items: center; }
.clock .label { display: block; }
.clock time { font-size: 14px; font-weight: 600; white-space: nowrap; }
button { font: inherit; color: inherit; cursor: pointer; }
button:focus-visible, summary:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.copy { border: 0; background: none; padding: 0; color: var(--accent); font-weight: 600; }
.copy:hover { text-decoration: underline; }
.buttons { display: flex; }
.buttons button { border: 1px solid var(--line); background: var(--panel); padding: 5px 11px; font-size: 13px; white-space: nowrap; margin-left: -1px; }
.buttons button:first-child { border-radius: 7px 0 0 7px; }
.buttons button:last-child { border-radius: 0 7px 7px 0; }
.buttons button:only-child { border-radius: 7px; }
.buttons button:hover:enabled { background: var(--code); }
.faults { background: var(--amber-bg); color: var(--amber); padding: 7px 24px; text-align: center; font-weight: 500; font-size: 13px; }
.faults button { border: 0; background: none; text-decoration: underline; font-weight: 600; }
main { max-width: 1680px; margin: auto; padding: 24px; }
.split { display: grid; grid-template-columns: minmax(0, 1fr) minmax(380px, 460px); gap: 24px; align-items: start; }
.second { padding-top: 0; padding-bottom: 0; gap: 8px 24px; }
nav { display: flex; gap: 4px; margin: 0 auto -1px -10px; }
nav a { color: var(--soft); text-decoration: none; font-weight: 600; padding: 8px 10px; border-bottom: 3px solid transparent; white-space: nowrap; }
nav a:hover { color: var(--ink); }
nav a[aria-current] { color: var(--ink); border-bottom-color: var(--accent); }
.simulate { display: flex; gap: 10px; align-items: center; }
.editor { color: var(--accent); font-weight: 600; text-decoration: none; white-space: nowrap; }
.editor:hover { text-decoration: underline; }
button:disabled { color: var(--soft); cursor: default; }
.buttons button:disabled { opacity: .6; }
dialog { background: var(--panel); color: var(--ink); border: 1px solid var(--line); border-radius: 12px; padding: 22px 24px; max-width: 460px; box-shadow: 0 12px 40px rgb(0 0 0 / 25%); }
dialog::backdrop { background: rgb(10 12 20 / 45%); }
dialog p { margin: 10px 0 18px; color: var(--soft); }
.choices { display: flex; justify-content: flex-end; gap: 10px; }
.choices button { border: 1px solid var(--line); border-radius: 7px; padding: 6px 16px; background: var(--panel); font-weight: 600; }
.choices .danger { background: var(--red); border-color: var(--red); color: var(--panel); }
.heading { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; margin-bottom: 10px; min-height: 32px; }
.tools { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; color: var(--soft); font-size: 13px; }
select, input { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 7px; padding: 4px 6px; }
.buttons button[aria-pressed='true'] { background: var(--accent); color: var(--panel); border-color: var(--accent); }
.column { display: grid; gap: 28px; grid-template-columns: minmax(0, 1fr); }
@media (max-width: 1180px) { main { padding: 16px; } .second { padding-bottom: 10px; } .split { grid-template-columns: minmax(0, 1fr); } .facts { flex-wrap: wrap; } header { position: static; } summary { flex-wrap: wrap; } }
.count { background: var(--grey-bg); color: var(--grey); border-radius: 99px; padding: 0 8px; font-size: 12px; font-weight: 600; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 11px; }
.empty { padding: 26px 20px; text-align: center; color: var(--soft); background: var(--panel); border: 1px dashed var(--line); border-radius: 11px; }
.empty strong { display: block; color: var(--ink); font-weight: 600; }
.list .empty { border: 0; }
.badge { border-radius: 6px; padding: 1px 8px; font-size: 12px; font-weight: 600; white-space: nowrap; }
.blue { color: var(--blue); background: var(--blue-bg); } .amber { color: var(--amber); background: var(--amber-bg); }
.green { color: var(--green); background: var(--green-bg); } .red { color: var(--red); background: var(--red-bg); }
.grey { color: var(--grey); background: var(--grey-bg); }
.person { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: 0 7px; color: var(--ink); overflow-wrap: anywhere; min-width: 0; }
.person.skipped { text-decoration: line-through; color: var(--soft); }
a.person { text-decoration: none; } a.person:hover { border-color: var(--accent); color: var(--accent); }
.person.unknown { color: var(--red); background: var(--red-bg); border: 1px dashed currentcolor; }
.person.sent::after { content: ' \\2713'; color: var(--green); font-weight: 700; }
#webhook-form { flex: 1 1 100%; } #webhook-url { flex: 1; }
.webhook { margin: 0 0 8px; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.note { margin-top: 8px; color: var(--amber); font-size: 13px; }
.when { overflow: auto; max-height: 300px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
tr.past td { color: var(--soft); }
th { text-align: left; font-weight: 500; font-size: 12px; color: var(--soft); padding: 0 12px 3px 0; }
td { padding: 4px 12px 4px 0; border-top: 1px solid var(--line); white-space: nowrap; }
td:last-child { text-align: right; padding-right: 0; color: var(--soft); } th:last-child { text-align: right; padding-right: 0; }
details { border-top: 1px solid var(--line); } details:first-child { border-top: 0; }
summary { list-style: none; cursor: pointer; display: flex; gap: 10px; align-items: center; padding: 9px 14px; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '\\203A'; color: var(--soft); transition: transform .12s; } details[open] > summary::before { transform: rotate(90deg); }
summary:hover { background: var(--code); }
summary time { color: var(--soft); } summary .path { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.method { font-weight: 700; font-size: 11.5px; width: 38px; }
.detail { padding: 2px 14px 14px 34px; display: grid; gap: 8px; }
.detail h4 { margin: 6px 0 0; font-size: 12px; font-weight: 600; color: var(--soft); }
pre { margin: 0; padding: 10px 12px; background: var(--code); border: 1px solid var(--line); border-radius: 8px; overflow: auto; max-height: 340px; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
