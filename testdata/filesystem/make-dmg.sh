#!/bin/sh
# Makes the fixtures of macOS disk images: a small FAT disk with one changed byte in a file, and one disk stored in two ways.
# Needs mkfs.fat, mtools and python3.
set -e
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for side in left right; do
  truncate -s 65536 $side.raw
  mkfs.fat --invariant -F 12 -i 12345678 $side.raw > made.log
  if [ $side = left ]; then echo hello > hello.txt; else echo hellp > hello.txt; fi
  seq 1 9000 > numbers
  touch -d 2022-01-01T00:00:00Z hello.txt numbers
  TZ=UTC mcopy -m -i $side.raw hello.txt numbers ::
done
mkdir -p "$here/dmg/content" "$here/dmg/compression"
for side in left right; do
  "$here/make-dmg.py" $side.raw "$here/dmg/content/$side.dmg" zlib lzfse adc bzip2 xz lzvn stored
done
"$here/make-dmg.py" left.raw "$here/dmg/compression/left.dmg" zlib
"$here/make-dmg.py" left.raw "$here/dmg/compression/right.dmg" lzfse
for case in content compression; do echo "Made by ../../make-dmg.sh." > "$here/dmg/$case/made-by.txt"; done
