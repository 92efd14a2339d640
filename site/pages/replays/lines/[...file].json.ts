/**
 * The files that recordings run through: each once, and those of a twin with its change.
 * A reader's own program may go anywhere in the loop, so all of the loop is here.
 */

import type { APIRoute } from 'astro';
import { changedListing, listingOf } from '../../../replays/listings.ts';
import { shown, textOf } from '../../../replays/shown.ts';
import { sources } from '../../../source/sources.ts';

const LOOP = /^loop\/(?!examples\/).*\.ts$/;

type Props = { listing: ReturnType<typeof listingOf> };

export function getStaticPaths() {
  const twins = shown.flatMap((each) => each.twins);
  const runs = [...shown, ...twins].map(({ recording }) => recording);
  const loop = [...sources.keys()].filter((file) => LOOP.test(file));
  const files = [...new Set([...loop, ...runs.flatMap(({ files }) => files)])];
  const plain = files.map((file) => ({
    params: { file },
    props: { listing: listingOf(file, textOf(file)) },
  }));
  const changed = twins.flatMap(({ id, changed }) =>
    changed.map(({ file, text, origins }) => ({
      params: { file: `${id}/${file}` },
      props: { listing: changedListing(file, text, origins) },
    })),
  );
  return [...plain, ...changed];
}

export const GET: APIRoute<Props> = ({ props }) => Response.json(props.listing);
