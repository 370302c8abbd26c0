#!/usr/bin/env node
// The `claimwire` command: makes TypeScript importable on this Node, then hands over to claimwire.ts.
// Node 24 strips types itself (but not below node_modules); Node 20 needs tsx.
import module from 'node:module';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// Node 22 and newer keep what they have compiled, in the temporary folder: a command begins a third sooner from then on.
module.enableCompileCache?.();
if (!process.features.typescript || import.meta.url.includes('/node_modules/')) {
  const { register } = await import('tsx/esm/api');
  register();
}
const { main } = await import('./claimwire.ts');
await main(process.argv.slice(2));
