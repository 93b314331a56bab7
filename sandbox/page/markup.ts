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
			<div><span class="label">Sandbox clock (UTC)</span><time id="clock" data-testid="clock">&ndash;</time></div>
			<div class="buttons" role="group" aria-label="Move the clock">
				<button data-advance="3600">+1 h</button>
				<button data-advance="86400">+1 day</button>
				<button id="reset" title="Restore the seed data and the current time">Reset</button>
			</div>
		</div>
	</div>
	<div id="faults" class="faults" role="status" hidden></div>
	<div id="offline" class="faults" role="alert" hidden>The sandbox is not responding. It may have been stopped.</div>
</header>
<main>
	<div class="column">
		<section aria-labelledby="schedules-title">
			<div class="heading">
				<h2 id="schedules-title">Timeline <span class="count" id="schedules-count"></span></h2>
				<div class="tools">
					<label>Times in <select id="zone" data-testid="axis-zone"></select></label>
					<div class="buttons" role="group" aria-label="Time shown">
						<button data-span="1" aria-pressed="false">1 day</button>
						<button data-span="7" aria-pressed="false">7 days</button>
						<button data-span="30" aria-pressed="false">30 days</button>
						<button data-span="0" aria-pressed="true">All</button>
					</div>
				</div>
			</div>
			<div id="schedules" class="panel timeline" data-testid="timeline"></div>
		</section>
		<section aria-labelledby="sends-title">
			<div class="heading"><h2 id="sends-title">Sent immediately <span class="count" id="sends-count"></span></h2></div>
			<div id="sends" class="panel list"></div>
		</section>${WEBHOOKS_MARKUP}
		<section aria-labelledby="requests-title">
			<div class="heading"><h2 id="requests-title">Requests <span class="count" id="requests-count"></span></h2></div>
			<div id="requests" class="panel list"></div>
		</section>
		<section aria-labelledby="people-title">
			<div class="heading">
				<h2 id="people-title">People <span class="count" id="people-count"></span></h2>
				<div class="tools"><label>Search <input id="person-search" type="search" autocomplete="off" data-testid="person-search"></label></div>
			</div>
			<div id="people" class="panel list"></div>
		</section>
	</div>
	<aside id="inspector" class="panel inspector" aria-label="Selection" data-testid="inspector"></aside>
</main>
<script src="/_sandbox/page.js"></script>
</body>
</html>
`;
