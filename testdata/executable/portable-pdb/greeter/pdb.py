# Writes a portable PDB of two methods: python3 pdb.py NEW(0|1) > out.pdb
import struct, sys, uuid, zlib
new = sys.argv[1] == '1'
blobs, strings, guids = bytearray(b'\0'), bytearray(b'\0'), bytearray()
def number(n):
    return bytes([n]) if n < 0x80 else struct.pack('>H', n | 0x8000) if n < 0x4000 else struct.pack('>I', n | 0xC0000000)
def signed(n):
    width = 7 if -64 <= n < 64 else 14
    value = (n << 1 | (n < 0)) & ((1 << width) - 1)
    return number(value) if width == 7 else struct.pack('>H', value | 0x8000)
def blob(data):
    at = len(blobs); blobs.extend(number(len(data)) + data); return at
def string(text):
    at = len(strings); strings.extend(text.encode() + b'\0'); return at
def guid(text):
    guids.extend(uuid.UUID(text).bytes_le); return len(guids) // 16
def path(*parts):
    return blob(b'/' + b''.join(number(blob(p.encode())) for p in parts))
csharp, sha256 = guid('3f5162f8-07c6-11d3-9053-00c04fa302a1'), guid('8829d00f-11b8-4213-878b-770e8597ac16')
document = struct.pack('<HHHH', path('', 'src', 'Greeter.cs'), sha256, blob(bytes(32) if new else b'\1' * 32), csharp)
def points(rows):
    out, last = number(0), None
    for offset, line, column, high, width in rows:
        out += number(offset) + number(high)
        if line is None:
            out += number(0); continue
        out += number(width) if high == 0 else signed(width)
        out += number(line) + number(column) if last is None else signed(line - last[0]) + signed(column - last[1])
        last = (line, column)
    return blob(out)
first = points([(0, 10 + 3 * new, 5, 0, 6), (1, 11 + 3 * new, 9, 0, 30), (4, None, 0, 0, 0), (2, 13 + 3 * new, 5, 0, 6)])
second = points([(0, 20 + 4 * new, 9, 0, 20)] + ([(5, 25, 9, 0, 12)] if new else []) + [(7, 21 + 5 * new, 5, 2, -3)])
methods = struct.pack('<HHHH', 1, first, 1, second)
scopes = struct.pack('<HHHHII', 1, 1, 1, 1, 0, 9) + struct.pack('<HHHHII', 2, 1, 2, 2, 0, 14 if new else 9)
variables = struct.pack('<HHH', 0, 0, string('greeting')) + struct.pack('<HHH', 0, 0, string('count' if new else 'number'))
constants = struct.pack('<HH', string('Limit'), blob(b'\x08\x05\0\0\0'))
imports = struct.pack('<HH', 0, blob(b'\1' + number(blob(b'System')) + (b'\1' + number(blob(b'System.IO')) if new else b'')))
source = b'class Greeter { }\n' if new else b'class Greeter { int number; }\n'
deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = deflate.compress(source) + deflate.flush()
custom = [(7 | 0 << 5, 'cc110556-a091-4d38-9fec-25ab9a351a6a', b'{"documents":{"/src/*":"https://example.org/%d/*"}}' % new),
          (22 | 1 << 5, '0e8a571b-6926-466e-b4ad-8ab04611f5fe', struct.pack('<I', len(source)) + packed),
          (7, 'b5feec05-8cd0-4a83-96da-466284bb4bd8', b'language\0C#\0optimization\0' + (b'release' if new else b'debug') + b'\0')]
customs = b''.join(struct.pack('<HHH', parent, guid(kind), blob(value)) for parent, kind, value in custom)
tables = {0x30: (1, document), 0x31: (2, methods), 0x32: (2, scopes), 0x33: (2, variables), 0x34: (1, constants),
          0x35: (1, imports), 0x37: (3, customs)}
valid = sum(1 << k for k in tables)
rows = struct.pack('<IBBBBQQ', 0, 2, 0, 0, 1, valid, valid) + b''.join(struct.pack('<I', n) for n, t in tables.values()) \
    + b''.join(t for n, t in tables.values())
pdb = uuid.UUID(int=5 + new).bytes_le + struct.pack('<IIQI', 0x12345678, 0x06000001, 1 << 6, 2)
streams = [(b'#Pdb', pdb), (b'#~', rows), (b'#Strings', bytes(strings)), (b'#GUID', bytes(guids)), (b'#Blob', bytes(blobs))]
streams = [(n, d + b'\0' * (-len(d) % 4)) for n, d in streams]
head = b'BSJB' + struct.pack('<HHII', 1, 1, 0, 12) + b'PDB v1.0\0\0\0\0' + struct.pack('<HH', 0, len(streams))
names = [n + b'\0' * (4 - len(n) % 4) for n, d in streams]
at = len(head) + sum(8 + len(n) for n in names)
for name, (n, data) in zip(names, streams):
    head += struct.pack('<II', at, len(data)) + name
    at += len(data)
sys.stdout.buffer.write(head + b''.join(d for n, d in streams))
