/** The section with schedules and sends, with the selected one next to them. */
export const TIMELINE_MARKUP = `
	<div id="timeline" class="view split">
		<div class="column">
			<section aria-labelledby="schedules-title">
				<div class="heading">
					<h2 id="schedules-title">Schedules <span class="count" id="schedules-count"></span></h2>
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
			</section>
		</div>
		<aside id="inspector" class="panel inspector" aria-label="Selection" data-testid="inspector"></aside>
	</div>`;
