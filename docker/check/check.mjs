import { checkCompose } from './compose.mjs';
import { checkDockerfiles, checkSteps } from './images.mjs';
import { checkKubernetes } from './kubernetes.mjs';
import { finish, notRun } from './lib.mjs';
import { checkOthers } from './others.mjs';

await checkCompose();
await checkKubernetes();
await checkDockerfiles();
await checkOthers();
if (process.argv.includes('--steps')) await checkSteps();
else notRun('steps of the Dockerfiles in a plain shell', 'minutes; docker/check/run --steps');
process.exitCode = finish();
