#!/usr/bin/env python3
"""Makes the fixture of kernels for x86: a setup header as boot.rst has it, before two gzipped payloads."""
import gzip
import os
import struct

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'vmlinuz', 'payload')
for side, version, text in (('left', b'6.1.0-1 (a@b) #1', b'hello\n'), ('right', b'6.1.0-2 (a@b) #1', b'hellp\n')):
    payload = gzip.compress(b'the kernel\n' * 40 + text, mtime=0)
    setup = bytearray(1024)
    setup[0x1F1] = 1
    setup[0x1FE:0x202] = b'\x55\xaa\xeb\x66'
    setup[0x202:0x206] = b'HdrS'
    struct.pack_into('<H', setup, 0x206, 0x20F)
    struct.pack_into('<H', setup, 0x20E, 0x300 - 0x200)
    setup[0x211] = 1
    struct.pack_into('<II', setup, 0x248, 16, len(payload))
    setup[0x300:0x300 + len(version)] = version
    with open(os.path.join(here, side + '.bzImage'), 'wb') as out:
        out.write(bytes(setup) + b'\x90' * 16 + payload)
