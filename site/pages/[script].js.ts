/**
 * The scripts that must run before the first paint. They stand in the page as
 * `<script src>`, neither inline (forbidden by the page's policy) nor a module (late).
 */

import type { APIRoute } from 'astro';
import ts from 'typescript';
import chosen from '../frame/browser/chosen.ts?raw';
import door from '../frame/browser/door.ts?raw';
import saved from '../frame/browser/saved.ts?raw';
import moved from '../source/browser/moved.ts?raw';

export const getStaticPaths = () => [
  { params: { script: 'chosen' }, props: { text: chosen } },
  { params: { script: 'door' }, props: { text: door } },
  { params: { script: 'moved' }, props: { text: moved } },
  { params: { script: 'saved' }, props: { text: saved } },
];

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
};

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(ts.transpileModule(props.text, { compilerOptions }).outputText, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8' },
  });
