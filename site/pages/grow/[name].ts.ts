/** The stages of the grown program as files, and the module of system calls beside them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { fileOf, GROW, readStages } from '../../grow/stages.ts';

const kernel = readFileSync(join(process.cwd(), GROW, 'kernel.ts'), 'utf8');

export const getStaticPaths = () => [
  { params: { name: 'kernel' }, props: { text: kernel } },
  ...readStages().map((stage) => ({
    params: { name: fileOf(stage).replace(/\.ts$/, '') },
    props: { text: stage.text },
  })),
];

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, {
    headers: { 'Content-Type': 'text/typescript; charset=utf-8' },
  });
