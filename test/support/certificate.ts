// A self-signed certificate, made when a test asks for one: a fixed one would end some day, and Node makes none itself.
import { generateKeyPairSync, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

const DAY_MS = 86_400_000;

/** An element of DER (ITU-T X.690): tag, length, content. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'latin1'));
const bytes = (tag: number, ...values: number[]) => der(tag, Buffer.from(values));

/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2. */
const ECDSA_SHA256 = der(SEQUENCE, bytes(0x06, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

/** A critical or other extension of the arc 2.5.29 (RFC 5280 §4.2). */
const extension = (arc: number, isCritical: boolean, value: Buffer) =>
  der(SEQUENCE, bytes(0x06, 0x55, 0x1d, arc), ...(isCritical ? [bytes(0x01, 0xff)] : []), der(0x04, value));

const pem = (label: string, body: Buffer) =>
  `-----BEGIN ${label}-----\n${body.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** Key and certificate for host names and IPv4 addresses, valid from yesterday to tomorrow; its own authority. */
export function selfSigned(...names: string[]): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, bytes(0x06, 0x55, 0x04, 0x03), text(0x0c, 'claimwire test'))));
  const time = (offsetMs: number) => {
    const iso = new Date(Date.now() + offsetMs).toISOString();
    return text(0x18, `${iso.slice(0, 19).replace(/\D/g, '')}Z`);
  };
  const subjects = names.map((each) => (isIPv4(each) ? bytes(0x87, ...each.split('.').map(Number)) : text(0x82, each)));
  const body = der(
    SEQUENCE,
    // Version 3.
    der(0xa0, bytes(0x02, 2)),
    bytes(0x02, 1),
    ECDSA_SHA256,
    name,
    der(SEQUENCE, time(-DAY_MS), time(DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        extension(0x13, true, der(SEQUENCE, bytes(0x01, 0xff))),
        extension(0x11, false, der(SEQUENCE, ...subjects)),
      ),
    ),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', der(SEQUENCE, body, ECDSA_SHA256, signature)),
  };
}
