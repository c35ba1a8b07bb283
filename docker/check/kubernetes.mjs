// docker/k8s: every manifest against the schemas of Kubernetes and KEDA, twice. The validators of kubernetes-models look at types, patterns and what is
// required, and let unknown fields pass; so each manifest is also compiled as a TypeScript literal of its model, which refuses a field that does not exist.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { check, docker, documents, fail, files, name } from './lib.mjs';

const require = createRequire(import.meta.url);

export async function checkKubernetes() {
  const manifests = files(join(docker, 'k8s'), '.yaml').flatMap((file) => documents(file).map((manifest) => ({ file: name(file), manifest, model: model(manifest) })));
  const words = `${manifests.length} manifests, models of Kubernetes and KEDA`;

  await check('k8s: types and required fields', () => {
    const errors = [];
    for (const { file, manifest, model } of manifests) {
      try {
        const Model = require(model)[manifest.kind];
        new Model(manifest).validate();
      } catch (error) {
        errors.push(`${file} ${manifest.kind} ${manifest.metadata?.name}: ${error.message}`);
      }
    }
    fail(errors);
    return words;
  });

  await check('k8s: no field that does not exist', () => {
    fail(compile(manifests));
    const spoilt = structuredClone(manifests);
    const pod = spoilt.find(({ manifest }) => manifest.kind === 'StatefulSet').manifest.spec.template.spec;
    pod.terminationGracePeriodSecond = 1; // the check must be able to fail
    if (compile(spoilt).length !== 1) throw new Error('a misspelt field was not found: this check is worth nothing');
    return words;
  });
}

const model = ({ apiVersion, kind }) => `${apiVersion.startsWith('keda.sh') ? '@kubernetes-models/keda' : 'kubernetes-models'}/${apiVersion}/${kind}`;

function compile(manifests) {
  const folder = mkdtempSync(join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '.manifests-'));
  try {
    const sources = manifests.map(({ manifest, model }, number) => {
      const source = join(folder, `${number}.ts`);
      writeFileSync(source, `import { ${manifest.kind} } from ${JSON.stringify(model)};\nnew ${manifest.kind}(${JSON.stringify({ ...manifest, apiVersion: undefined, kind: undefined }, null, 1)});\n`);
      return source;
    });
    const program = ts.createProgram(sources, { noEmit: true, strict: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.NodeJs, module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, types: [] });
    return ts.getPreEmitDiagnostics(program).map((problem) => {
      const { file, manifest } = manifests[sources.indexOf(problem.file?.fileName)] ?? {};
      return `${file ?? ''} ${manifest?.kind ?? ''}: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
