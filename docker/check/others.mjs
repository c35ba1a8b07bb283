// Configurations of other programs, checked by those programs where they are installed (Debian: prometheus, haproxy).
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, docker, documents, fail, notRun, tool } from './lib.mjs';

export async function checkOthers() {
  await orNot('Prometheus: promtool check config', 'promtool (Debian: prometheus)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reception-prometheus-'));
    try {
      // the token's file is in the container only
      for (const file of ['compose.yml', 'prometheus.yml', 'alerts.yml']) writeFileSync(join(folder, file), readFileSync(join(docker, 'prometheus', file), 'utf8').replaceAll(/credentials_file: .*/g, 'credentials_file: token'));
      writeFileSync(join(folder, 'token'), 'x');
      return tool('promtool', ['check', 'config', join(folder, 'compose.yml'), join(folder, 'prometheus.yml')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  await orNot('balancer: haproxy -c', 'haproxy (Debian: haproxy)', () => tool('haproxy', ['-c', '-f', join(docker, 'balancer', 'haproxy.cfg')]));
  await check('collector: every part of a pipeline is defined', () => {
    const [config] = documents(join(docker, 'collector', 'config.yaml'));
    fail(Object.entries(config.service.pipelines).flatMap(([pipeline, parts]) => Object.entries(parts).flatMap(([kind, names]) => names.filter((one) => !(one in config[kind])).map((one) => `${pipeline}: ${kind} ${one}`))));
  });
  notRun('collector: its own validation', 'no package of npm or Debian has it; docker run otel/opentelemetry-collector:0.140.0 validate --config=…');
  notRun('images: docker build, compose up, kubectl apply', 'there is no container engine and no cluster where this project is built');
}

async function orNot(name, program, run) {
  let output;
  const found = await new Promise((done) => { try { output = run(); done(output !== undefined); } catch (error) { output = error; done(true); } });
  if (!found) return notRun(name, `there is no ${program}`);
  return check(name, () => { if (output instanceof Error) throw output; });
}
