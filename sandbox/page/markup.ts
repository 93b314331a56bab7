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
			<div><h1>Braze sandbox</h1><p>A local stand-in: nothing here reaches a real person</p></div>
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
				<button id="reset" title="Back to the seed data and the real time">Reset</button>
			</div>
		</div>
	</div>
	<div id="faults" class="faults" role="status" hidden></div>
	<div id="offline" class="faults" role="alert" hidden>The sandbox does not answer. It may have been stopped.</div>
</header>
<main>
	<div class="column">
		<section aria-labelledby="schedules-title">
			<h2 id="schedules-title">Schedules <span class="count" id="schedules-count"></span></h2>
			<div id="schedules"></div>
		</section>
		<section aria-labelledby="sends-title">
			<h2 id="sends-title">Immediate sends <span class="count" id="sends-count"></span></h2>
			<div id="sends"></div>
		</section>
	</div>
	<div class="column">
		<section aria-labelledby="requests-title">
			<h2 id="requests-title">Requests <span class="count" id="requests-count"></span></h2>
			<div id="requests" class="panel list"></div>
		</section>
	</div>
</main>
<script src="/_sandbox/page.js"></script>
</body>
</html>
`;
