import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { SubTask, Task, TaskDetail, TaskState } from '../src/api/types';
import type { DaemonInfo } from './daemon';

/** A client of the daemon's API for the preparation of tests. */
export class Api {
  constructor(
    private readonly daemon: DaemonInfo = inject('daemon'),
    private readonly user = 'admin',
  ) {}

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.daemon.api}/api/v2${path}`, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(`${this.user}:${this.daemon.password}`).toString('base64')}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  submit(operation: string, params: Record<string, unknown> = {}): Promise<Task> {
    return this.call<Task>('POST', '/tasks', { operation, params });
  }

  task(id: string): Promise<TaskDetail> {
    return this.call<TaskDetail>('GET', `/tasks/${id}`);
  }

  /** Waits until the task has the state. */
  until(id: string, state: TaskState): Promise<TaskDetail> {
    return this.untilTask(id, (task) => task.state === state, state);
  }

  async untilTask(id: string, holds: (task: TaskDetail) => boolean, what = 'condition'): Promise<TaskDetail> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const task = await this.task(id);
      if (holds(task)) return task;
      if (Date.now() > deadline) throw new Error(`task ${id} is ${task.state}, not ${what}`);
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }

  /** Submits a task and waits for its state. */
  async submitted(operation: string, state: TaskState, params: Record<string, unknown> = {}): Promise<TaskDetail> {
    return this.until((await this.submit(operation, params)).id, state);
  }

  /** A path that does not exist yet. Tasks of the tests wait for it. */
  file(): string {
    return join(this.daemon.directory, `${Date.now()}-${Math.random().toString(36).slice(2)}`);
  }

  /** Creates the file that a task waits for. */
  release(file: string): void {
    writeFileSync(file, '');
  }

  subTask(task: TaskDetail, stepId: string): SubTask {
    const found = task.subTasks.find((subTask) => subTask.stepId === stepId);
    if (!found) throw new Error(`no step ${stepId}`);
    return found;
  }
}
