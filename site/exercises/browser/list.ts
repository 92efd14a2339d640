/** The list of exercises: what is solved, and the file that takes it elsewhere. */

import { followProgress } from './progress.ts';
import { offerTransfer } from './transfer.ts';

followProgress();
offerTransfer();
