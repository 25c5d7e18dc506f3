#!/bin/bash
# Measures how fast archives and compressed files are compared: CPU seconds (user + system) of whole processes, one
# after the other in one run, each against the native tool that unpacks the same two files. The two files of a pair hold
# the same content packed differently, so that both must be unpacked in full. Needs the native tools, Java, and ten
# times the content's size of disk.
#
#   bench/archives.sh FOLDER [RUNS]
#
# FOLDER is what gets packed, some hundred megabytes of mixed files. JDIFFSCOPE names another program than the built one.
set -eu
folder=$(cd "$1" && pwd)
runs=${2:-1}
tool=${JDIFFSCOPE:-$(cd "$(dirname "$0")/.." && pwd)/target/dist/bin/jdiffscope}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
TIMEFORMAT='%U %S'

cpu() { # COMMAND...: prints the median of the CPU seconds
  local i
  for ((i = 0; i < runs; i++)); do
    { time "$@" >out 2>err || true; } 2>&1
  done | awk '{print $1 + $2}' | sort -n | awk '{t[NR] = $1} END {print t[int((NR + 1) / 2)]}'
}

row() { # NAME REFERENCE-COMMAND LEFT RIGHT
  local native ours
  native=$(cpu sh -c "$2")
  ours=$(cpu "$tool" "$3" "$4")
  awk -v n="$1" -v a="$native" -v b="$ours" -v s="$size" \
    'BEGIN {printf "| %-9s | %8.2f | %8.2f | %5.2f | %6.0f |\n", n, a, b, a / b, 2 * s / b / 1e6}'
}

tar --sort=name --format=gnu -cf a.tar -C "$folder" .
size=$(stat -c %s a.tar)
echo "content: $size bytes in $(tar tf a.tar | wc -l) members; $(nproc) processors; $("$tool" --version)"
echo '| format    | native s | ours s   | ratio | MB/s   |'
echo '|-----------|----------|----------|-------|--------|'

pair() { # NAME SUFFIX PACK-LEFT PACK-RIGHT UNPACK
  command -v "${5%% *}" >/dev/null || return 0
  sh -c "$3" <a.tar >"a.tar.$2"
  sh -c "$4" <a.tar >"b.tar.$2"
  row "$1" "$5 <a.tar.$2 >/dev/null; $5 <b.tar.$2 >/dev/null" "a.tar.$2" "b.tar.$2"
  rm "a.tar.$2" "b.tar.$2"
}
pair gzip gz 'gzip -1n' 'gzip -2n' gunzip
pair zstd zst 'zstd -q -1' 'zstd -q -2' 'zstd -dqc'
pair lz4 lz4 'lz4 -qc -1' 'lz4 -qc -BD -1' 'lz4 -dqc'
pair lzop lzo 'lzop -1' 'lzop -3' 'lzop -dc'
pair brotli br 'brotli -q 1 -c' 'brotli -q 2 -c' 'brotli -dc'
pair xz xz 'xz -0' 'xz -1' 'xz -dc'
pair lzip lz 'lzip -0' 'lzip -1' 'lzip -dc'
pair bzip2 bz2 'bzip2 -1' 'bzip2 -9' 'bzip2 -dc'
pair compress Z 'compress -c' 'compress -b 14 -c' 'uncompress -c'

tar --sort=name --format=gnu --mtime=@1 -cf b.tar -C "$folder" .
row tar 'tar tvf a.tar; tar tvf b.tar; cmp a.tar b.tar || true' a.tar b.tar
rm b.tar
if command -v cpio >/dev/null; then
  (cd "$folder" && find . | sort | cpio --quiet -o -H newc) >a.cpio
  (cd "$folder" && find . | sort | cpio --quiet -o -H odc) >b.cpio
  row cpio 'cpio -it <a.cpio; cpio -it <b.cpio; cmp a.cpio b.cpio || true' a.cpio b.cpio
  rm a.cpio b.cpio
fi
if command -v 7z >/dev/null; then
  (cd "$folder" && 7z a -mx1 -m0=lzma2 "$work/a.7z" . && 7z a -mx1 -m0=lzma "$work/b.7z" .) >/dev/null
  row 7z '7z t a.7z; 7z t b.7z' a.7z b.7z
  rm a.7z b.7z
fi
if command -v zip >/dev/null; then
  (cd "$folder" && zip -qry -1 "$work/a.zip" . && zip -qry -2 "$work/b.zip" .)
  cat >Zip.java <<'JAVA'
import java.io.*; import java.util.*; import java.util.zip.*;
public class Zip {
  public static void main(String[] names) throws Exception {
    byte[] buffer = new byte[1 << 16];
    for (String name : names) {
      try (ZipFile file = new ZipFile(name)) {
        for (ZipEntry entry : Collections.list(file.entries())) {
          try (InputStream in = file.getInputStream(entry)) {
            while (in.read(buffer) >= 0) { }
          }
        }
      }
    }
  }
}
JAVA
  javac Zip.java
  row zip "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp . Zip a.zip b.zip" a.zip b.zip
fi
