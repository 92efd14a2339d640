/** An exercise, for its page, which asks for it when something is to be run. */

import type { APIRoute } from 'astro';
import { exercises, groundOf } from '../../exercises/exercise-pages.ts';
import type { Exercise } from '../../exercises/exercises.ts';

type Props = { exercise: Exercise };

export const getStaticPaths = () =>
  exercises.map((exercise) => ({
    params: { slug: exercise.slug },
    props: { exercise },
  }));

export const GET: APIRoute<Props> = async ({ props }) =>
  Response.json(await groundOf(props.exercise));
