import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

/** What the tests know of the daemon. */
export interface DaemonInfo {
  /** Address of the daemon's API. */
  api: string;
  /** Address of the page: the daemon's, or that of a development server (PAGE_URL). */
  page: string;
  password: string;
  /** A directory for the files that tasks of the tests wait for. */
  directory: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    daemon: DaemonInfo;
  }
}

const APP = process.env['OBTASKD_APP'] ?? resolve(import.meta.dirname, '../../../../target/quarkus-app');
const JAVA = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin/java') : 'java';

/** A daemon of its own for a test that stops or restarts it. */
export class Daemon {
  private process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    readonly home: string,
  ) {}

  static async create(): Promise<Daemon> {
    const home = mkdtempSync(join(tmpdir(), 'obtaskd-page-'));
    cpSync(join(import.meta.dirname, 'operations'), join(home, 'operations'), { recursive: true });
    writeFileSync(join(home, 'operations', 'test.wide.yaml'), wideOperation(30, 10));
    mkdirSync(join(home, 'files'));
    const daemon = new Daemon(await freePort(), home);
    await daemon.start();
    return daemon;
  }

  get api(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get password(): string {
    return readFileSync(join(this.home, 'data', 'initial-admin-password'), 'utf8').trim();
  }

  get info(): DaemonInfo {
    return { api: this.api, page: process.env['PAGE_URL'] ?? this.api, password: this.password, directory: join(this.home, 'files') };
  }

  async start(): Promise<void> {
    const options = [
      '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dobtaskd.data-dir=${join(this.home, 'data')}`,
      `-Dobtaskd.operations-dir=${join(this.home, 'operations')}`, `-Dquarkus.http.port=${this.port}`,
    ];
    const child = spawn(JAVA, [...options, '-jar', join(APP, 'quarkus-run.jar')], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const deadline = Date.now() + 60_000;
    while (!(await fetch(`${this.api}/q/health/ready`).then((r) => r.ok, () => false))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the daemon does not start:\n${output}`);
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }

  async stop(): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGTERM');
    await new Promise((ended) => child.once('exit', ended));
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** An operation with columns × rows steps; each needs two steps of the column before. */
function wideOperation(columns: number, rows: number): string {
  const steps: string[] = [];
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) {
      const needs = c ? `\n    needs: [s${c - 1}-${r}, s${c - 1}-${(r + 1) % rows}]` : '\n    needs: []';
      steps.push(`  - id: s${c}-${r}${needs}\n    title: {en: Step ${c}.${r}, zh: 步骤 ${c}.${r}}\n    run: {exec: {argv: [/bin/true]}}\n    rollback: noop`);
    }
  }
  return `operation: test.wide
title: {en: Task with ${columns * rows} steps, zh: ${columns * rows} 个步骤的任务}
description: {en: A large graph., zh: 大型任务图}
scope: LOCAL
maintenance: {type: NONE}
steps:
${steps.join('\n')}
`;
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The daemon that the tests share: a new one, or the running one of OBTASKD_RUNNING (`address,data directory`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [api, data] = process.env['OBTASKD_RUNNING']?.split(',') ?? [];
  if (api && data) {
    const directory = mkdtempSync(join(tmpdir(), 'obtaskd-page-'));
    const password = readFileSync(join(data, 'initial-admin-password'), 'utf8').trim();
    project.provide('daemon', { api, page: process.env['PAGE_URL'] ?? api, password, directory });
    return async () => rmSync(directory, { recursive: true, force: true });
  }
  if (!existsSync(join(APP, 'quarkus-run.jar'))) throw new Error(`no daemon in ${APP}: run \`make test-page\``);
  const daemon = await Daemon.create();
  project.provide('daemon', daemon.info);
  return () => daemon.remove();
}
