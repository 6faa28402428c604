/**
 * Starts the development network of Bluesky out of a folder that atproto.sh made, and says as one line of JSON where it is.
 * It ends with its input. A line `expire` makes the next session one whose access has expired already: that of a real one
 * lasts for two hours.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(join(process.argv[2], 'package.json'));
const { TestNetwork, mockMailer } = require('@atproto/dev-env');
const auth = require(join(process.argv[2], 'node_modules/@atproto/pds/dist/account-manager/helpers/auth.js'));

let expire = false;
const { createAccessToken } = auth;
auth.createAccessToken = (options) => {
  const isExpired = expire;
  expire = false;
  return createAccessToken(isExpired ? { ...options, expiresIn: '-1 second' } : options);
};

const network = await TestNetwork.create({
  pds: { hostname: 'localhost', rateLimitsEnabled: true },
  dbPostgresSchema: 'brandwatch',
});
mockMailer(network.pds);
process.stdout.write(`${JSON.stringify({ pds: network.pds.url, appview: network.bsky.url })}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'expire') expire = true;
  if (line === 'index') await network.processAll();
  process.stdout.write(`${line}\n`);
}
await network.close();
