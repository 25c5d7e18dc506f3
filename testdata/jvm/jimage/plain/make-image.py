# Writes a run-time image (jdk.internal.jimage) of a few resources; argument: out zip|compact-cp|plain name=content...
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
compact_name = string('compact-cp') if mode == 'compact-cp' else 0
def number(n): # jdk.internal.jimage.decompressor.CompressIndexes
    for size in (1, 2, 3):
        if n < 1 << 5 + 8 * (size - 1):
            raw = bytearray(n.to_bytes(size, 'big')); raw[0] |= 0x80 | size << 5; return bytes(raw)
    return n.to_bytes(4, 'big')
SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}
def shared(data): # StringSharingPlugin: constants become references to the strings of the image
    out = bytearray(data[:10]); at = 10; i = 1
    while i < int.from_bytes(data[8:10], 'big'):
        tag = data[at]
        if tag == 1:
            size = int.from_bytes(data[at + 1:at + 3], 'big'); text = data[at + 3:at + 3 + size].decode(); at += 3 + size
            if text.startswith('(L') and text.count('L') == 1 and '/' in text: # a descriptor of one class: its pattern, its names
                name = text[text.index('L') + 1:text.index(';')]
                names = number(string(name.rsplit('/', 1)[0])) + number(string(name.rsplit('/', 1)[1]))
                out += bytes([25]) + number(string(text.replace(name, ''))) + number(len(names)) + names
            else:
                out += bytes([23]) + number(string(text))
        else:
            out += data[at:at + 1 + SIZES[tag]]; at += 1 + SIZES[tag]; i += tag in (5, 6)
        i += 1
    return bytes(out) + data[at:]
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
    coded = mode == 'zip'
    if mode == 'compact-cp' and data[:4] == b'\xca\xfe\xba\xbe':
        packed = shared(data); coded = True
        stored = struct.pack('<IQQIIB', 0xCAFEFAFA, len(packed), len(data), compact_name, 0xFFFFFFFF, 1) + packed
    where = len(locations)
    locations += (attribute(1, string(module)) + attribute(2, string(parent)) + attribute(3, string(base))
        + attribute(4, string(extension)) + attribute(5, len(content))
        + attribute(6, len(stored) if coded else 0) + attribute(7, len(data)) + b'\0')
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
