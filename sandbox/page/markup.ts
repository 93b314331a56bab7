import { PEOPLE_MARKUP } from './people';
import { REQUESTS_MARKUP } from './requests';
import { SIMULATING_MARKUP } from './simulating';
import { TIMELINE_MARKUP } from './timelineMarkup';
import { WEBHOOKS_MARKUP } from './webhooks';

/** The page's frame; the script fills it. */
export const MARKUP = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Braze sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_sandbox/page.css">
</head>
<body>
<header>
	<div class="bar">
		<div class="brand">
			<span class="mark" aria-hidden="true"></span>
			<div><h1>Braze sandbox</h1><p>Simulates Braze locally: no messages reach real people</p></div>
		</div>
		<dl class="facts">
			<div><dt>REST endpoint</dt><dd><button class="copy" id="url" title="Copy"></button></dd></div>
			<div><dt>API key</dt><dd><button class="copy" id="key" title="Copy">sandbox-key</button></dd></div>
		</dl>
		<div class="clock">
			<div><span class="label" id="clock-label">Sandbox clock (UTC)</span><time id="clock" data-testid="clock">&ndash;</time></div>
			<div class="buttons" role="group" aria-label="Move the clock">
				<button data-advance="3600">+1 h</button>
				<button data-advance="86400">+1 day</button>
				<button id="back-to-now" disabled title="Set the clock to the current time. What went out stays sent">Back to now</button>
			</div>
			<div class="buttons"><button id="reset">Reset…</button></div>
		</div>
	</div>
	<div class="bar second">
		<nav aria-label="Sections">
			<a href="#timeline">Timeline <span class="count" id="schedules-total"></span></a>
			<a href="#people">People <span class="count" id="people-total"></span></a>
			<a href="#requests">Requests <span class="count" id="requests-total"></span></a>
			<a href="#webhooks">Webhooks <span class="count" id="calls-total"></span></a>
		</nav>${SIMULATING_MARKUP}
		<a id="editor" class="editor" target="_blank" rel="noopener" hidden>Open n8n &#8599;</a>
	</div>
	<div id="faults" class="faults" role="status" hidden></div>
	<div id="offline" class="faults" role="alert" hidden>The sandbox is not responding. It may have been stopped.</div>
	<div id="problem" class="faults" role="alert" hidden></div>
</header>
<main>${TIMELINE_MARKUP}${PEOPLE_MARKUP}${REQUESTS_MARKUP}${WEBHOOKS_MARKUP}
</main>
<dialog id="reset-dialog" aria-labelledby="reset-title">
	<form method="dialog">
		<h2 id="reset-title">Reset the sandbox?</h2>
		<p>All schedules, messages, requests, webhooks and simulated problems are deleted. People, Canvases and catalogs return to the example data, the clock to the current time.</p>
		<div class="choices"><button value="cancel" class="plain" autofocus>Cancel</button><button value="reset" class="danger">Reset</button></div>
	</form>
</dialog>
<script src="/_sandbox/page.js"></script>
</body>
</html>
`;
