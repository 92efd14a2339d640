import { digits, find, type Row, type Spec } from '../chart.ts';

const of = (processes: number) => (row: Row) => row.processes === processes;

export const connections: Spec = {
  title: { zh: '一万条连接，一条线程', en: 'Ten thousand connections, one thread' },
  about: {
    zh: '`addHandler` 写的服务器，连接都从本机来，至多五十条忙着，其余全都闲着。纵轴是一问一答用掉的 CPU（含内核）；表里还有每条连接占的内存：进程里的，和内核里的（由 slab 的增量估算，两端各算一半）。两个进程用 `SO_REUSEPORT` 听同一个端口，由内核分派，最后一列是较多的那个分到几成。最大的一行受 `ulimit -n` 所限。',
    en: 'A server made with `addHandler`, all connections from this machine, all but fifty of them idle. The vertical axis is the CPU, kernel included, for one request; the table also has the memory of a connection, in the process and in the kernel (an estimate from the growth of its slabs, half of it for each end). Two processes listen on one port by `SO_REUSEPORT`; the kernel deals the connections out, and the last column is the share of the one with more. The largest row is what `ulimit -n` allows.',
  },
  finding(rows) {
    const shared = rows.find(({ processes }) => Number(processes) > 2);
    const single = rows.filter(of(1));
    const most = Math.max(...single.map((row) => Number(row.connections)));
    const least = Math.min(...single.map((row) => Number(row.connections)));
    const at = (connections: number, key: string) =>
      digits(find(single, { connections }, key));
    const perCore =
      Math.round(1e6 / find(single, { connections: most }, 'cost') / 1000) * 1000;
    return {
      zh: `连接从 ${digits(least)} 条到 ${digits(most)} 条，一次问答的 CPU 从 ${at(least, 'cost')} µs 到 ${at(most, 'cost')} µs；每条闲着的连接在进程里占约 ${at(most, 'memory')} KiB，内核里约 ${at(most, 'kernel')} KiB。照此估算，在本机环回上，一个核每秒顶多答 ${digits(perCore)} 次左右；再多，先按核数加进程，一台机器用尽了，再在前面放负载均衡。${shared ? `${digits(Number(shared.connections))} 条超出了一个进程的描述符上限，由 ${shared.processes} 个进程分着接，一次问答 ${digits(Number(shared.cost))} µs。` : ''}`,
      en: `From ${digits(least)} connections to ${digits(most)}, the CPU for a request goes from ${at(least, 'cost')} µs to ${at(most, 'cost')} µs. An idle one takes about ${at(most, 'memory')} KiB in the process and ${at(most, 'kernel')} KiB in the kernel. By that, and on the loopback, one core answers at most some ${digits(perCore)} requests a second; for more, first add a process for each core, and when the machine is used up, put a load balancer before several.${shared ? ` ${digits(Number(shared.connections))} are more than one process may have descriptors for; shared by ${shared.processes} processes, a request costs ${digits(Number(shared.cost))} µs.` : ''}`,
    };
  },
  charts: [
    {
      kind: 'lines',
      x: { key: 'connections', name: { zh: '连接数', en: 'connections' }, log: true },
      y: {
        key: 'cost',
        name: { zh: '一次问答的 CPU，µs', en: 'CPU for one request, µs' },
        from: 0,
      },
      series: [
        {
          name: { zh: '一个进程', en: 'one process' },
          tone: 'handler',
          shape: 'circle',
          of: of(1),
        },
        {
          name: { zh: '两个进程，SO_REUSEPORT', en: 'two processes, SO_REUSEPORT' },
          tone: 'ink',
          shape: 'triangle',
          of: of(2),
          dashed: true,
        },
      ],
    },
  ],
  columns: [
    { key: 'processes', name: { zh: '进程', en: 'processes' } },
    { key: 'connections', name: { zh: '连接', en: 'connections' } },
    { key: 'cost', name: { zh: '一次问答，µs', en: 'request, µs' } },
    { key: 'memory', name: { zh: '进程里，KiB/条', en: 'in the process, KiB each' } },
    { key: 'kernel', name: { zh: '内核里，KiB/条', en: 'in the kernel, KiB each' } },
    { key: 'share', name: { zh: '较多的一方，%', en: 'share of the fuller, %' } },
  ],
};
