# Makes FILE, a package of version 3, after apk-v3(5): python3 adb.py FILE VERSION [d]; the signature is none
import hashlib, struct, sys, zlib
name, version = sys.argv[1:3]; form = sys.argv[3] if len(sys.argv) > 3 else "."
out = bytearray(struct.pack("<BBHI", 0, 0, 0, 0)); known = {}
def place(data, align):
    if (data, align) not in known:
        out.extend(bytes(-len(out) % align)); known[data, align] = len(out); out.extend(data)
    return known[data, align]
def blob(data):
    data = data.encode() if isinstance(data, str) else data
    if len(data) < 256: return 0x80000000 | place(bytes([len(data)]) + data, 1)
    return 0x90000000 | place(struct.pack("<H", len(data)) + data, 2)
def num(n):
    return 0x10000000 | n if n < 1 << 28 else 0x20000000 | place(struct.pack("<I", n), 4)
def seq(values, kind):
    while values and values[-1] == 0: values = values[:-1]
    return kind | place(struct.pack("<I", len(values) + 1) + b"".join(struct.pack("<I", v) for v in values), 4)
obj = lambda *v: seq(list(v), 0xE0000000)
arr = lambda *v: seq(list(v), 0xD0000000)
acl = lambda mode: obj(num(mode), blob("root"), blob("root"))
files = [("usr/bin", [("demo", 0o755, ("#!/bin/sh\necho %s\n" % version).encode(), None), ("link", 0o777, b"", "demo")]),
         ("usr/share", [("same.txt", 0o644, b"same\n", None)])]
def entry(n, mode, data, link):
    target = blob(struct.pack("<H", 0o120000) + link.encode()) if link else 0
    return obj(blob(n), acl(mode), num(len(data)), num(1700000000), blob(hashlib.sha256(data).digest()), target)
info = obj(blob("demo"), blob(version), blob(hashlib.sha256(version.encode()).digest()[:20]), blob("a demo"), blob("noarch"),
    blob("MIT"), blob("demo"), blob("A B <a@example.org>"), blob("https://example.org/"), 0, num(1700000000), num(4096), num(1234),
    0, arr(obj(blob("busybox")), obj(blob("so:libc.so"), blob(version), num(5))), arr(obj(blob("cmd:demo"), blob(version))))
root = obj(info, arr(*[obj(blob(d), acl(0o755), arr(*[entry(*f) for f in fs])) for d, fs in files]),
    obj(0, 0, blob("#!/bin/sh\necho installed %s\n" % version)), arr(blob("/usr/lib")))
out[4:8] = struct.pack("<I", root)
def block(kind, data):
    size = len(data) + 4
    return struct.pack("<I", kind << 30 | size) + data + bytes(-size % 8)
whole = b"ADB." + b"pckg" + block(0, bytes(out)) + block(1, bytes([0, 4]) + b"k" * 16 + hashlib.sha512(bytes(out)).digest())
for i, (d, fs) in enumerate(files):
    for j, (n, mode, data, link) in enumerate(fs):
        if data: whole += block(2, struct.pack("<II", i + 1, j + 1) + data)
if form == "d":
    z = zlib.compressobj(9, zlib.DEFLATED, -15); whole = b"ADBd" + z.compress(whole) + z.flush()
open(name, "wb").write(whole)
