// @ts-check

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** Does what a person does in n8n's editor. */
export class Editor {
	/** @param {Page} page @param {string} address */
	constructor(page, address) {
		this.page = page;
		this.address = address;
	}

	/** An element by n8n's own test id. @param {string} id @param {Page | Locator} [within] */
	part(id, within = this.page) {
		return within.locator(`[data-test-id="${id}"]`);
	}

	/** @param {{ email: string, password: string }} owner */
	async signIn({ email, password }) {
		await this.page.goto(`${this.address}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(email);
		await this.page.locator('input[type="password"]').fill(password);
		await this.part('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
	}

	/** @param {string} id */
	async openWorkflow(id) {
		await this.page.goto(`${this.address}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Opens the form of a node. @param {string} name */
	async openNode(name) {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.part('parameter-input').first().waitFor();
	}

	async closeNode() {
		await this.part('ndv-close-button').click();
		await this.part('parameter-input').first().waitFor({ state: 'hidden' });
	}

	/** The labels of the open node's fields, from top to bottom. @returns {Promise<string[]>} */
	async fieldLabels() {
		const labels = await this.page.locator('[data-test-id="parameter-item"] label, [data-test-id="parameter-item"] .n8n-input-label').allInnerTexts();
		return labels.map((label) => label.split('\n')[0].trim()).filter((label) => label !== '');
	}

	/** The field of a parameter in the open form. @param {string} name */
	field(name) {
		return this.part(`parameter-input-${name}`).first();
	}

	/** Chooses from a drop-down list by the words shown. @param {string} parameter @param {string} words */
	async choose(parameter, words) {
		await this.field(parameter).locator('input').click();
		await this.page.locator('.el-select-dropdown:visible').getByText(words, { exact: true }).click();
	}

	/** Makes a new credential for the open node. @param {(form: Locator) => Promise<void>} fill fills in the form */
	async newCredential(fill) {
		await this.part('node-credentials-select').click();
		await this.part('node-credentials-select-item-new').first().click();
		const form = this.part('editCredential-modal');
		await form.waitFor();
		await fill(form);
		await this.part('credential-save-button', form).click();
	}

	async closeCredential() {
		const form = this.part('editCredential-modal');
		await form.locator('.el-dialog__close, [data-test-id="dialog-close-button"], button[aria-label="Close"], button[aria-label="Close this dialog"]').first().click();
		await form.waitFor({ state: 'hidden' });
	}

	/** Picks from the searchable list of a field. @param {string} parameter @param {string} words */
	async pickFromList(parameter, words) {
		const field = this.part(`resource-locator-${parameter}`);
		await this.part('rlc-input', field).click();
		await this.part('rlc-item').first().waitFor();
		await this.part('rlc-search').fill(words);
		await this.page.waitForResponse((answer) => answer.url().includes('resource-locator-results'));
		await this.part('rlc-item').filter({ hasText: words }).first().click();
		return field;
	}

	/** Runs the open node with what precedes it, and gives the text of the output. */
	async executeStep() {
		await this.part('node-execute-button').first().click();
		const output = this.part('output-panel');
		await output.locator('[data-test-id="ndv-items-count"], table').first().waitFor();
		return output;
	}
}
