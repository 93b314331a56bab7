// @ts-check
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const GROUPS = '/sys/fs/cgroup';
const PERIOD = 100_000;

/**
 * Limits a process and its children to a share of a core, so that workers on one machine don't compete: Linux control
 * groups, version 1 or 2, which need root.
 * @param {number} pid
 * @param {number} cores such as 0.2
 * @returns {() => void} removes the limit once the processes have ended
 */
export function limitCpu(pid, cores) {
	const quota = Math.round(cores * PERIOD);
	const first = path.join(GROUPS, 'cpu');
	const group = path.join(existsSync(first) ? first : GROUPS, `n8n-nodes-braze-${pid}`);
	mkdirSync(group);
	if (existsSync(first)) writeFileSync(path.join(group, 'cpu.cfs_quota_us'), String(quota));
	else writeFileSync(path.join(group, 'cpu.max'), `${quota} ${PERIOD}`);
	for (const one of withChildren(pid)) writeFileSync(path.join(group, 'cgroup.procs'), String(one));
	return () => rmdirSync(group);
}

/** @param {number} pid @returns {number[]} */
function withChildren(pid) {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
		.split(' ')
		.filter(Boolean)
		.map(Number);
	return [pid, ...children.flatMap(withChildren)];
}
