export { CASES, FEWER_LOOKS, MUTANTS, mutated } from './cases';
export { loadMachine } from './machine';
export { runAtRandom } from './random';
export { searchAll, story } from './search';
