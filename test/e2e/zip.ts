// The smallest zip file: its entries are not compressed. Lambda takes code as a zip file only.
import { crc32 } from 'node:zlib';

/**
 * Packs files, by their names.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.7 (local header), 4.3.12 (central
 * directory) and 4.3.16 (its end)
 */
export function zipOf(files: Record<string, Buffer>): Buffer {
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const fileName = Buffer.from(name, 'utf8');
    const common = commonPart(fileName, content);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, fileName, content]);
    // Behind the common part: no comment, first disk, no attributes but the mode of a readable file, the entry's offset.
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, fileName);
    entries.push(entry);
    offset += entry.length;
  }
  const central = Buffer.concat(directory);
  const count = Object.keys(files).length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...entries, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** Version 2.0, no flags, stored, 1 January 1980 (the earliest date there is), checksum, both sizes, length of the name. */
function commonPart(fileName: Buffer, content: Buffer): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0021, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(fileName.length, 22);
  return common;
}
