// The switch for private addresses counts only where AWS itself is an emulator on this machine.
import { describe, expect, test } from 'vitest';
import { allowsPrivate, shortestGapMs } from '../../../shared/http/allow-private.ts';

const ON = { FEEDS_ALLOW_PRIVATE: 'true', FEEDS_MIN_GAP_MS: '5' };
const each = (endpoint: string) => ({
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_ENDPOINT_URL_S3: endpoint,
  AWS_ENDPOINT_URL_SQS: endpoint,
});

describe('honoured', () => {
  test.each([
    ['localhost', { AWS_ENDPOINT_URL: 'http://localhost:4566' }],
    ['127.0.0.1', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }],
    ['any address of 127/8, however written', { AWS_ENDPOINT_URL: 'http://0x7f.9:4566' }],
    ['::1', { AWS_ENDPOINT_URL: 'http://[::1]:4566' }],
    ['an endpoint for each service', each('http://127.0.0.1:1')],
  ])('with an endpoint at %s', (_, endpoints) => {
    expect(allowsPrivate({ ...ON, ...endpoints })).toBe(true);
    expect(shortestGapMs({ ...ON, ...endpoints })).toBe(5);
  });
});

describe('not honoured', () => {
  test.each<[string, Record<string, string>]>([
    ['on AWS, where no endpoint is set', {}],
    ['with an endpoint in a private network', { AWS_ENDPOINT_URL: 'http://10.0.0.8:4566' }],
    ['with a VPC endpoint', { AWS_ENDPOINT_URL: 'https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com' }],
    ['with a name that only begins like this machine', { AWS_ENDPOINT_URL: 'http://localhost.example.com' }],
    ['with credentials that look like this machine', { AWS_ENDPOINT_URL: 'http://127.0.0.1@aws.example' }],
    ['with an endpoint for one service only', { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' }],
    [
      'with one service elsewhere',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_SQS: 'https://sqs.eu-west-1.amazonaws.com' },
    ],
    ['with an endpoint that is no address', { AWS_ENDPOINT_URL: '127.0.0.1' }],
  ])('%s', (_, endpoints) => {
    expect(allowsPrivate({ ...ON, ...endpoints })).toBe(false);
    expect(shortestGapMs({ ...ON, ...endpoints })).toBeUndefined();
  });

  test('where nobody asks for it', () => {
    const endpoints = { AWS_ENDPOINT_URL: 'http://localhost:1' };
    expect(allowsPrivate({ ...endpoints, FEEDS_MIN_GAP_MS: '5' })).toBe(false);
    expect(shortestGapMs({ ...endpoints, FEEDS_MIN_GAP_MS: '5' })).toBeUndefined();
    expect(shortestGapMs({ ...endpoints, FEEDS_ALLOW_PRIVATE: '1' })).toBeUndefined();
  });

  test.each(['', '0', 'false', 'yes please'])('when the switch says "%s"', (value) => {
    expect(allowsPrivate({ FEEDS_ALLOW_PRIVATE: value, AWS_ENDPOINT_URL: 'http://localhost:1' })).toBe(false);
  });
});
