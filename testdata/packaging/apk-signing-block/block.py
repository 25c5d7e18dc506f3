# Cuts the signing block from an app: python3 block.py APK BLOCK
import struct, sys
data = open(sys.argv[1], "rb").read()
end = data.rindex(b"APK Sig Block 42") + 16
size = struct.unpack("<Q", data[end - 24:end - 16])[0]
open(sys.argv[2], "wb").write(data[end - size - 8:end])
