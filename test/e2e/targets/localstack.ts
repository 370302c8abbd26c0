// Target `localstack`: LocalStack in a container, by testcontainers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalstackContainer } from '@testcontainers/localstack';
import { emulatorConnection, guardAccount } from '../connection.ts';
import { deployPipeline } from '../deployed-pipeline.ts';
import { engineUnavailable, imageEnvironment } from '../docker.ts';
import { RUN_LABEL, removeContainersOf } from '../runs.ts';
import { CAPABILITIES, type Capabilities, type Run, type Started, type Target } from './target.ts';

/** The last release that starts without an account at LocalStack. */
const DEFAULT_IMAGE = 'localstack/localstack:4.14.0';
const image = () => process.env.LOCALSTACK_IMAGE || DEFAULT_IMAGE;

/** Pulling the image is not in it: that is done by whoever prepares the machine, or takes as long as it takes. */
const START_TIMEOUT_MS = 240_000;

const CAPABILITIES_OF_LOCALSTACK: Capabilities = {
  ...(Object.fromEntries(Object.keys(CAPABILITIES).map((name) => [name, true])) as Capabilities),
  scheduler: 'LocalStack without a licence stores schedules of EventBridge Scheduler and fires none',
  feeds: 'functions of LocalStack run in containers, whose loopback address is not that of this machine',
  iamEnforced: 'LocalStack without a licence does not enforce IAM',
};

/**
 * Without network LocalStack cannot read the list of resource types that it supports, and strict mode then refuses all. A
 * list that names none makes it go by what it has. Placed where it keeps what it read last.
 */
const CATALOGUE = JSON.stringify({
  schema_version: 'v1',
  localstack: { version: '4.14.0' },
  services: {},
  cloudformation_resources: { community: {} },
});

async function container(run: Run): Promise<LocalstackContainer> {
  // Loaded on use: it looks for an engine when it is.
  const { LocalstackContainer: Container } = await import('@testcontainers/localstack');
  const environment = await imageEnvironment(image());
  const folder = join(run.folder, 'localstack');
  mkdirSync(folder, { recursive: true });
  const catalogue = join(folder, 'aws_catalog.json');
  writeFileSync(catalogue, CATALOGUE);
  const made = new Container(image())
    .withLabels({ [RUN_LABEL]: run.folder })
    .withStartupTimeout(START_TIMEOUT_MS)
    .withCopyFilesToContainer([{ source: catalogue, target: '/var/lib/localstack/cache/aws_catalog.json' }])
    .withEnvironment({
      // Queue URLs then lead back the way the caller came.
      SQS_ENDPOINT_STRATEGY: 'dynamic',
      // A template that uses what LocalStack lacks fails, instead of silently going without.
      CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES: '0',
      DISABLE_EVENTS: '1',
      ...(process.env.LOCALSTACK_AUTH_TOKEN && { LOCALSTACK_AUTH_TOKEN: process.env.LOCALSTACK_AUTH_TOKEN }),
    });
  // An image that runs functions in some other way says so; LocalStack's own starts a container for each function.
  if (!environment?.some((variable) => variable.startsWith('LAMBDA_RUNTIME_EXECUTOR='))) {
    made.withBindMounts([{ source: dockerSocket(), target: '/var/run/docker.sock' }]);
  }
  return made;
}

function dockerSocket(): string {
  const given = process.env.DOCKER_HOST;
  return given?.startsWith('unix://') ? given.slice('unix://'.length) : '/var/run/docker.sock';
}

export const localstack: Target = {
  name: 'localstack',
  capabilities: CAPABILITIES_OF_LOCALSTACK,
  async unavailable() {
    const reason = await engineUnavailable();
    if (reason !== null) return reason;
    if ((await imageEnvironment(image())) === null && process.env.E2E_PULL !== 'true') {
      return `the Docker engine has no image ${image()}; pull it, name another with LOCALSTACK_IMAGE, or let the suite pull it with E2E_PULL=true`;
    }
    return null;
  },
  async start(run): Promise<Started> {
    run.log(`starting ${image()}`);
    const made = await container(run);
    const stop = async () => {
      // By label: also a container that was made but did not start.
      await removeContainersOf((folder) => folder === run.folder);
    };
    try {
      const started = await made.start();
      const connection = emulatorConnection(`http://127.0.0.1:${started.getPort()}`, run.folder);
      await guardAccount(connection);
      return await deployPipeline({
        run,
        name: 'localstack',
        capabilities: CAPABILITIES_OF_LOCALSTACK,
        connection,
        patienceSeconds: 180,
        stop,
      });
    } catch (error) {
      await stop();
      throw error;
    }
  },
};
