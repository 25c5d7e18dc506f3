#!/usr/bin/env python3
"""Wraps a raw disk into a disk image of macOS (UDIF): make-dmg.py RAW DMG KIND...

The chunks of 8 KiB are coded in the ways named, in turn: zlib bzip2 xz adc lzfse lzvn stored; those of zeros are not
stored. The coders of ADC, LZVN and LZFSE are written here, as no free tool has them: simple, not small.
"""
import base64
import bz2
import lzma
import struct
import sys
import zlib

CHUNK = 8192


def copies(data, least, most, farthest):
    """Yields (literals, length, distance), by a table of what stood where last."""
    seen, at, start = {}, 0, 0
    while at + least <= len(data):
        key = data[at:at + least]
        before = seen.get(key)
        seen[key] = at
        if before is None or at - before > farthest:
            at += 1
            continue
        length = least
        while length < most and at + length < len(data) and data[before + length] == data[at + length]:
            length += 1
        yield data[start:at], length, at - before
        at += length
        start = at
    yield data[start:], 0, 0


def adc(data):
    out = bytearray()
    for literals, length, distance in copies(data, 4, 67, 65536):
        for i in range(0, len(literals), 128):
            part = literals[i:i + 128]
            out += bytes([0x80 | len(part) - 1]) + part
        if length and length <= 18 and distance <= 1024:
            out += bytes([(length - 3) << 2 | (distance - 1) >> 8, (distance - 1) & 255])
        elif length:
            out += bytes([0x40 | length - 4]) + struct.pack('>H', distance - 1)
    return bytes(out)


def lzvn(data):
    out = bytearray()
    previous = 0
    for literals, length, distance in copies(data, 4, 34, 65535):
        while len(literals) > 3:
            part = literals[:271]
            out += bytes([0xE0 | len(part)]) if len(part) < 16 else bytes([0xE0, len(part) - 16])
            out += part
            literals = literals[len(part):]
        count = len(literals)
        if not length:
            out += bytes([0xE0 | count]) + literals if count else b''
        elif length > 10 and distance < 16384:
            out += bytes([0xA0 | count << 3 | (length - 3) >> 2])
            out += struct.pack('<H', distance << 2 | (length - 3) & 3) + literals
        else:
            # Longer copies behind literals share their codes with other operations.
            short = min(length, (10, 8, 6, 4)[count])
            if distance == previous:
                out += bytes([count << 6 | (short - 3) << 3 | 6] if count else [0xF0 | short]) + literals
            elif distance < 1536:
                out += bytes([count << 6 | (short - 3) << 3 | distance >> 8, distance & 255]) + literals
            else:
                out += bytes([count << 6 | (short - 3) << 3 | 7]) + struct.pack('<H', distance) + literals
            if length > short:
                out += bytes([0xF0 | length - short] if length - short < 16 else [0xF0, length - short - 16])
        previous = distance or previous
    return bytes(out) + b'\x06' + bytes(7)


class Bits:
    """Bits that are read from their end: what is written last is read first."""

    def __init__(self):
        self.value, self.count = 0, 0

    def write(self, value, count):
        self.value |= value << self.count
        self.count += count

    def bytes(self):
        return self.value.to_bytes((self.count + 7) // 8, 'little')

    def unused(self):
        return 7 + self.count - 8 * ((self.count + 7) // 8)


class Fse:
    """An encoder whose states stand symbol by symbol; a code is the way back from a state to the one before."""

    def __init__(self, states, count, used):
        used = sorted(set(used)) or [0]
        self.frequencies = [0] * count
        for symbol in used:
            self.frequencies[symbol] = states // len(used)
        self.frequencies[used[0]] += states - sum(self.frequencies)
        self.ways = {}
        at = 0
        for symbol, frequency in enumerate(self.frequencies):
            if frequency:
                shift = states.bit_length() - frequency.bit_length()
                wide = (2 * states >> shift) - frequency
                self.ways[symbol] = []
                for i in range(frequency):
                    bits = shift if i < wide else shift - 1
                    start = ((frequency + i) << shift) - states if i < wide else (i - wide) << (shift - 1)
                    self.ways[symbol].append((at, start, bits))
                    at += 1
        self.state = 0

    def write(self, symbol, bits):
        for state, start, count in self.ways[symbol]:
            if start <= self.state < start + (1 << count):
                bits.write(self.state - start, count)
                self.state = state
                return
        raise ValueError(symbol)


def bases(bits):
    found = [0]
    for count in bits:
        found.append(found[-1] + (1 << count))
    return found


L_BITS, M_BITS = [0] * 16 + [2, 3, 5, 8], [0] * 16 + [3, 5, 8, 11]
D_BITS = [i // 4 for i in range(64)]


def symbol(value, bits):
    base = bases(bits)
    found = max(i for i in range(len(bits)) if base[i] <= value)
    return found, value - base[found], bits[found]


def frequency(value, bits):
    if value < 2:
        bits.write(value << 1, 2)
    elif value < 4:
        bits.write(1 | (value - 2) << 2, 3)
    elif value < 8:
        bits.write(3 | (value - 4) << 3, 5)
    elif value < 24:
        bits.write(7 | (value - 8) << 4, 8)
    else:
        bits.write(15 | (value - 24) << 4, 14)


def lzfse(data):
    triples, literals, before = [], bytearray(), 0
    for run, length, distance in copies(data, 4, 2000, 65535):
        while len(run) > 300:
            triples.append((300, 0, 0))
            literals += run[:300]
            run = run[300:]
        triples.append((len(run), length, 0 if distance == before else distance))
        before = distance or before
        literals += run
    literals += bytes(-len(literals) % 4)
    table = Fse(1024, 256, literals)
    coders = [Fse(1024, 256, literals) for _ in range(4)]
    literal_bits = Bits()
    for i in range(len(literals) - 1, -1, -1):
        coders[i % 4].write(literals[i], literal_bits)
    values = [[symbol(triple[i], bits) for triple in triples] for i, bits in enumerate((L_BITS, M_BITS, D_BITS))]
    tables = [Fse(states, count, [value[0] for value in values[i]])
              for i, (states, count) in enumerate(((64, 20), (64, 20), (256, 64)))]
    triple_bits = Bits()
    for i in range(len(triples) - 1, -1, -1):
        for kind in (2, 1, 0):
            found, more, count = values[kind][i]
            triple_bits.write(more, count)
            tables[kind].write(found, triple_bits)
    header = Bits()
    for each in tables + [table]:
        for value in each.frequencies:
            frequency(value, header)
    coded = header.bytes()
    first, second = literal_bits.bytes(), triple_bits.bytes()
    words = (len(literals) | len(first) << 20 | len(triples) << 40 | literal_bits.unused() << 60,
             sum(coders[i].state << 10 * i for i in range(4)) | len(second) << 40 | triple_bits.unused() << 60,
             32 + len(coded) | sum(tables[i].state << 32 + 10 * i for i in range(3)))
    return b'bvx2' + struct.pack('<IQQQ', len(data), *words) + coded + first + second + b'bvx$'


CODERS = {
    'zlib': (0x80000005, zlib.compress),
    'bzip2': (0x80000006, bz2.compress),
    'xz': (0x80000008, lzma.compress),
    'adc': (0x80000004, adc),
    'lzfse': (0x80000007, lzfse),
    'lzvn': (0x80000007, lambda data: b'bvxn' + struct.pack('<II', len(data), len(lzvn(data))) + lzvn(data) + b'bvx$'),
    'stored': (1, bytes),
}


def checksum(data):
    return struct.pack('>III', 2, 32, zlib.crc32(data)) + bytes(124)


def main(raw, image, *kinds):
    disk = open(raw, 'rb').read()
    out = bytearray()
    chunks = []
    for number, start in enumerate(range(0, len(disk), CHUNK)):
        part = disk[start:start + CHUNK]
        kind, code = CODERS[kinds[number % len(kinds)]]
        coded = code(part) if any(part) else b''
        chunks.append((kind if coded else 0, start // 512, len(part) // 512, len(out), len(coded)))
        out += coded
    chunks.append((0xFFFFFFFF, len(disk) // 512, 0, len(out), 0))
    table = b'mish' + struct.pack('>IQQQII', 1, 0, len(disk) // 512, 0, CHUNK // 512 + 8, 0) + bytes(24)
    table += checksum(disk) + struct.pack('>I', len(chunks))
    table += b''.join(struct.pack('>IIQQQQ', chunk[0], 0, *chunk[1:]) for chunk in chunks)
    plist = '''<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>resource-fork</key>
\t<dict>
\t\t<key>blkx</key>
\t\t<array>
\t\t\t<dict>
\t\t\t\t<key>Attributes</key>
\t\t\t\t<string>0x0050</string>
\t\t\t\t<key>CFName</key>
\t\t\t\t<string>whole disk (unknown partition : 0)</string>
\t\t\t\t<key>Data</key>
\t\t\t\t<data>
%s\t\t\t\t</data>
\t\t\t\t<key>ID</key>
\t\t\t\t<string>0</string>
\t\t\t\t<key>Name</key>
\t\t\t\t<string>whole disk (unknown partition : 0)</string>
\t\t\t</dict>
\t\t</array>
\t\t<key>plst</key>
\t\t<array>
\t\t\t<dict>
\t\t\t\t<key>Attributes</key>
\t\t\t\t<string>0x0050</string>
\t\t\t\t<key>Data</key>
\t\t\t\t<data>
\t\t\t\tAAAAAAAAAAA=
\t\t\t\t</data>
\t\t\t\t<key>ID</key>
\t\t\t\t<string>0</string>
\t\t\t\t<key>Name</key>
\t\t\t\t<string></string>
\t\t\t</dict>
\t\t</array>
\t</dict>
</dict>
</plist>
''' % base64.encodebytes(table).decode()
    koly = b'koly' + struct.pack('>IIIQQQQQII', 4, 512, 1, 0, 0, len(out), 0, 0, 1, 1)
    koly += bytes(range(16)) + checksum(bytes(out)) + struct.pack('>QQ', len(out), len(plist)) + bytes(120)
    koly += checksum(struct.pack('>I', zlib.crc32(disk))) + struct.pack('>IQ', 1, len(disk) // 512) + bytes(12)
    open(image, 'wb').write(bytes(out) + plist.encode() + koly)


if __name__ == '__main__':
    main(*sys.argv[1:])
