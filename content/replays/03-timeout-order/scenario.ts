/** Five timeouts, two of them at the same time: in which order do they run? */

import { SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();

const tea = () => console.log('tea');
const eggs = () => console.log('eggs');
const rice = () => console.log('rice');
const bell = () => console.log('bell');
const supper = () => loop.stop();

loop.callLater(300, rice);
loop.callLater(180, tea);
loop.callLater(900, supper);
loop.callLater(300, bell);
loop.callLater(120, eggs);
await loop.start();
