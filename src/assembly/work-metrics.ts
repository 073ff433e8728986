import { Counter, type Registry } from 'prom-client';

/** Counts what the worker's steps did, by step: enrollments decided, deliveries claimed, … */
export function countWork(metrics: Registry): (step: string, done: number) => void {
  const counter = new Counter({
    name: 'cadenza_worker_work_total',
    help: 'What the worker did: wake = enrollments looked at, deliver = messages, tasks and calls taken in hand',
    labelNames: ['step'],
    registers: [metrics],
  });
  return (step, done) => counter.inc({ step }, done);
}
