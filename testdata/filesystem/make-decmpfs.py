#!/usr/bin/env python3
"""Compresses files of an HFS+ volume in place, as macOS does: make-decmpfs.py VOLUME; a file named tN gets type N.

The attributes and the resource forks are put behind the volume, which grows.
"""
import importlib.util
import os
import struct
import sys
import zlib

spec = importlib.util.spec_from_file_location('dmg', os.path.join(os.path.dirname(__file__), 'make-dmg.py'))
dmg = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(dmg)

PART = 65536
NODE = 8192


def coded(kind, part):
    code = {3: zlib.compress, 7: dmg.lzvn, 11: dmg.lzfse}[kind](part)
    marker = {3: b'\xff', 7: b'\x06', 11: b'\xff'}[kind]
    return code if len(code) < len(part) else marker + part


def fork(kind, data):
    parts = [coded(kind, data[at:at + PART]) for at in range(0, len(data), PART)]
    if kind != 3:
        ends = [4 * len(parts) + 4]
        for part in parts:
            ends.append(ends[-1] + len(part))
        return struct.pack('<%dI' % len(ends), *ends) + b''.join(parts)
    table, at = struct.pack('<I', len(parts)), 4 + 8 * len(parts)
    for part in parts:
        table += struct.pack('<II', at, len(part))
        at += len(part)
    body = table + b''.join(parts)
    body = struct.pack('>I', len(body)) + body
    head = struct.pack('>IIII', 256, 256 + len(body), len(body), 50) + bytes(240)
    end = bytes(24) + b'\0\x1c\0\x32\0\0cmpf\0\0\0\x0a\0\x01\xff\xff' + bytes(8)
    return head + body + end


def main(path):
    volume = bytearray(open(path, 'rb').read())
    block, count = struct.unpack_from('>II', volume, 1024 + 40)
    del volume[block * count:]
    values = []

    def append(data):
        start = len(volume) // block
        volume.extend(data + bytes(-len(data) % block))
        used = len(volume) // block - start
        return struct.pack('>QIIII', len(data), 0, used, start, used) + bytes(56)

    catalog = struct.unpack_from('>I', volume, 1024 + 272 + 16)[0] * block
    size = struct.unpack_from('>H', volume, catalog + 32)[0]
    node = struct.unpack_from('>I', volume, catalog + 24)[0]
    while node:
        at = catalog + node * size
        for i in range(struct.unpack_from('>H', volume, at + 10)[0]):
            key = at + struct.unpack_from('>H', volume, at + size - 2 * i - 2)[0]
            length = struct.unpack_from('>H', volume, key)[0]
            name = bytes(volume[key + 8:key + 2 + length]).decode('utf-16-be')
            record = key + 2 + (length + 1 & ~1)
            if struct.unpack_from('>H', volume, record)[0] != 2 or not name.startswith('t') or not name[1:].isdigit():
                continue
            kind = int(name[1:])
            data_size, _, _, first = struct.unpack_from('>QIII', volume, record + 88)
            data = bytes(volume[first * block:first * block + data_size])
            value = b'fpmc' + struct.pack('<IQ', kind, len(data))
            if kind in (3, 7, 11):
                value += coded(kind, data)
            elif kind == 9:
                value += b'\xcc' + data
            else:
                volume[record + 168:record + 248] = append(fork(kind - 1 if kind != 4 else 3, data))
            volume[record + 88:record + 168] = bytes(80)
            volume[record + 41] |= 0x20
            values.append((struct.unpack_from('>I', volume, record + 8)[0], value))
        node = struct.unpack_from('>I', volume, at)[0]

    leaf, places = bytearray(struct.pack('>IIBBHH', 0, 0, 0xFF, 1, len(values), 0)), []
    for number, value in sorted(values):
        places.append(len(leaf))
        key = struct.pack('>HIIH', 0, number, 0, 17) + 'com.apple.decmpfs'.encode('utf-16-be')
        leaf += struct.pack('>H', len(key)) + key + struct.pack('>IQI', 0x10, 0, len(value)) + value
        leaf += bytes(len(leaf) % 2)
    places.append(len(leaf))
    ends = b''.join(struct.pack('>H', place) for place in reversed(places))
    leaf += bytes(NODE - len(leaf) - len(ends)) + ends
    head = bytearray(struct.pack('>IIBBHH', 0, 0, 1, 0, 3, 0))
    head += struct.pack('>HIIIIHHIIHIBBI', 1, 1, len(values), 1, 1, NODE, 266, 2, 0, 0, NODE, 0, 0, 6) + bytes(64)
    head += bytes(128)
    head += b'\xc0' + bytes(NODE - len(head) - 9) + struct.pack('>HHHH', NODE - 8, 248, 120, 14)
    volume[1024 + 352:1024 + 432] = append(bytes(head + leaf))
    volume.extend(bytes(block))
    struct.pack_into('>I', volume, 1024 + 44, len(volume) // block)
    volume[-1024:-512] = volume[1024:1536]
    open(path, 'wb').write(volume)


main(*sys.argv[1:])
