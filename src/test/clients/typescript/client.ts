// Starts, reads and lists tasks with types generated from the OpenAPI document.
// usage: node client.js URL PASSWORD
import assert from 'node:assert';
import { setTimeout } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

const [url, password] = process.argv.slice(2);
const credentials = Buffer.from(`admin:${password}`).toString('base64');
const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Basic ${credentials}` } });

type TaskDetail = components['schemas']['TaskDetailView'];

async function read(id: string): Promise<TaskDetail> {
  const { data, error } = await client.GET('/api/v2/tasks/{id}', { params: { path: { id } } });
  if (error) {
    throw new Error(`${error.code}: ${error.detail}`);
  }
  return data;
}

const created = await client.POST('/api/v2/tasks', { body: { operation: 'host.inspect', params: {} } });
assert(created.data, JSON.stringify(created.error));
const id: string = created.data.id;

let task = await read(id);
for (let tries = 0; task.state !== 'SUCCEEDED' && task.state !== 'FAILED'; tries++) {
  assert(tries < 300, 'the task has not ended within a minute');
  await setTimeout(200);
  task = await read(id);
}
// The types distinguish values that may be null from values that may be missing.
const ended: string | null = task.endedAt;
assert.equal(task.state, 'SUCCEEDED');
assert(ended);

const { data: page } = await client.GET('/api/v2/tasks', { params: { query: { state: ['SUCCEEDED', 'FAILED'], limit: 1 } } });
assert.equal(page?.items[0]?.id, id);

const refused = await client.POST('/api/v2/tasks', { body: { operation: 'no.such' } });
assert.equal(refused.error?.code, 'operation.unknown');
console.log('TypeScript client: started, read and listed', id);
