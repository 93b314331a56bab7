export { CASES, FEWER_LOOKS, MUTANTS, mutated } from './cases';
export { brokenBy, COURSES } from './courses';
export { loadMachine } from './machine';
export { runAtRandom } from './random';
export { searchAll, story } from './search';
