/** A recording, for the player, which asks for it when it comes into view. */

import type { APIRoute } from 'astro';
import type { Recording } from '../../replays/recording.ts';
import { replays } from '../../replays/replays.ts';

type Props = { recording: Recording };

export const getStaticPaths = () =>
  [...replays, ...replays.flatMap(({ twins }) => twins)].map(({ recording }) => ({
    params: { id: recording.id },
    props: { recording },
  }));

export const GET: APIRoute<Props> = ({ props }) => Response.json(props.recording);
