import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../site/exercises/exercise.ts';
import type { Exercise } from '../../site/exercises/exercises.ts';
import { run } from '../../site/exercises/run/run.ts';
import { exercises } from './all.ts';

const outcomes = new Map<Exercise, Promise<Outcome>>();

/** What comes of the start; each is run once for all that is asked of it. */
function started(exercise: Exercise): Promise<Outcome> {
  const { runnable, place } = exercise;
  const outcome = outcomes.get(exercise) ?? run(runnable, place.start);
  outcomes.set(exercise, outcome);
  return outcome;
}

describe.each(exercises.map((exercise) => [exercise.slug, exercise] as const))(
  'the exercise %s',
  (_, exercise) => {
    const { place, runnable, hints } = exercise;

    it('has one TODO(exercise) in its start, and none in its solution', () => {
      expect(place.start.split('TODO(exercise)')).toHaveLength(2);
      expect(place.solution).not.toContain('TODO');
    });

    it('compiles and fails at the start', async () => {
      const { refused, passed, results } = await started(exercise);
      expect(refused).toBeNull();
      expect(passed).toBe(false);
      expect(results.length).toBeGreaterThanOrEqual(3);
    });

    it('teaches in both languages what the start lacks', async () => {
      const { results } = await started(exercise);
      const silent = results.filter(({ failure }) => failure && !failure.why?.zh);
      expect(silent.map(({ name, failure }) => [name.en, failure?.message])).toEqual(
        [],
      );
    });

    it('is solved by its solution', async () => {
      const { refused, results } = await run(runnable, place.solution);
      expect(refused).toBeNull();
      const failed = results.filter(({ passed }) => !passed);
      expect(failed.map(({ name, failure }) => [name.en, failure])).toEqual([]);
    });

    it('has as many hints in one language as in the other', () => {
      expect(hints.zh.length).toBe(hints.en.length);
    });
  },
);

describe('the exercises', () => {
  it('stand in the order of their numbers, each with a name of its own', () => {
    const numbers = exercises.map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(new Set(exercises.map(({ slug }) => slug)).size).toBe(exercises.length);
  });
});
