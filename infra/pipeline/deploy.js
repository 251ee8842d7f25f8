// deploy.js ENVIRONMENT IMAGE: hands a built image to the command that deploys it there.
import { spawnSync } from 'node:child_process';

const environments = ['development', 'production'];

const [environment = '', image = ''] = process.argv.slice(2);
const variable = `DEPLOY_${environment.toUpperCase()}_COMMAND`;
const command = process.env[variable];

const obstacle = [
  !environments.includes(environment) &&
    `There is no environment “${environment}”: ${environments.join(', ')}.`,
  !image && 'No image was named: node infra/pipeline/deploy.js ENVIRONMENT IMAGE.',
  !command &&
    `No target is configured for ${environment}: set ${variable} to the command that deploys the image named in IMAGE.`,
].find(Boolean);

if (obstacle || !command) {
  console.error(obstacle);
  process.exitCode = 2;
} else {
  const env = { ...process.env, IMAGE: image, ENVIRONMENT: environment };
  const { status } = spawnSync('sh', ['-c', command], { stdio: 'inherit', env });
  if (status !== 0)
    console.error(`${image} was not deployed to ${environment}: ${variable} ended with ${status}.`);
  process.exitCode = status ?? 1;
}
