# Writes a run-time image (jdk.internal.jimage) of a few resources; argument: out zip|plain name=content...
import struct, sys, zlib
def hash_code(data, seed=0x01000193):
    for b in data: seed = (seed * 0x01000193) & 0xffffffff ^ b
    return seed & 0x7fffffff
out, mode, files = sys.argv[1], sys.argv[2], dict(a.split('=', 1) for a in sys.argv[3:])
strings = bytearray(b'\0'); known = {'': 0}
def string(s):
    if s not in known:
        known[s] = len(strings); strings.extend(s.encode() + b'\0')
    return known[s]
zip_name = string('zip')
content = bytearray(); locations = bytearray(b'\0'); entries = []
def attribute(kind, value):
    if value == 0: return b''
    raw = value.to_bytes((value.bit_length() + 7) // 8, 'big')
    return bytes([kind << 3 | len(raw) - 1]) + raw
for name, text in files.items():
    data = bytes.fromhex(text[4:]) if text.startswith('hex:') else open(text[1:], 'rb').read() if text.startswith('@') else text.encode()
    module, rest = name[1:].split('/', 1)
    parent, base = rest.rsplit('/', 1); base, extension = base.rsplit('.', 1)
    stored = data
    if mode == 'zip':
        packed = zlib.compress(data)
        stored = struct.pack('<IQQIIB', 0xCAFEFAFA, len(packed), len(data), zip_name, 0xFFFFFFFF, 1) + packed
    where = len(locations)
    locations += (attribute(1, string(module)) + attribute(2, string(parent)) + attribute(3, string(base))
        + attribute(4, string(extension)) + attribute(5, len(content))
        + attribute(6, len(stored) if mode == 'zip' else 0) + attribute(7, len(data)) + b'\0')
    content += stored; entries.append((name, where))
n = len(entries); table = [None] * n; redirect = [0] * n; buckets = {}
for name, where in entries: buckets.setdefault(hash_code(name.encode()) % n, []).append((name, where))
for i, bucket in sorted(buckets.items(), key=lambda e: -len(e[1])):
    if len(bucket) == 1:
        free = table.index(None); table[free] = bucket[0][1]; redirect[i] = -1 - free; continue
    seed = 1
    while True:
        slots = [hash_code(name.encode(), seed) % n for name, _ in bucket]
        if len(set(slots)) == len(slots) and all(table[s] is None for s in slots): break
        seed += 1
    for (name, where), s in zip(bucket, slots): table[s] = where
    redirect[i] = seed
open(out, 'wb').write(struct.pack('<IIIIIII', 0xCAFEDADA, 1 << 16, 0, n, n, len(locations), len(strings))
    + struct.pack('<%di' % n, *redirect) + struct.pack('<%dI' % n, *table) + bytes(locations) + bytes(strings) + bytes(content))
