/** A name for the file of a student, whatever they are called: short, and on no other path. */

import { createHash } from 'node:crypto';

const LONGEST = 120; // bytes: with its end, well below the 255 of a file system

export function fileName(id: string): string {
  const safe = id.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');
  if (safe !== '' && Buffer.byteLength(safe) <= LONGEST) return safe;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8);
  let short = safe;
  while (Buffer.byteLength(short) > LONGEST) short = [...short].slice(0, -1).join('');
  return `${short}-${hash}`;
}
