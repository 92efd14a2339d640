/** A recording, for the player, which asks for it when it comes into view. */

import type { APIRoute } from 'astro';
import { Run } from '../../replays/player/run.ts';
import { storyOf } from '../../replays/player/story.ts';
import type { Recording } from '../../replays/recording.ts';
import { replays } from '../../replays/replays.ts';

type Props = { recording: Recording };

export const getStaticPaths = () =>
  [...replays, ...replays.flatMap(({ twins }) => twins)].map(({ recording }) => ({
    params: { id: recording.id },
    props: { recording },
  }));

/** With its story, which the player then need not make. */
export const GET: APIRoute<Props> = ({ props: { recording } }) =>
  Response.json({ ...recording, story: storyOf(new Run(recording)) });
