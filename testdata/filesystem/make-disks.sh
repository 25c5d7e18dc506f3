#!/bin/sh
# Makes the fixtures of disk images: one small FAT disk with one changed byte in a file, as each format stores it.
# Needs mkfs.fat, mtools, qemu-img and img2simg.
set -e
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for side in left right; do
  truncate -s 65536 $side.raw
  mkfs.fat --invariant -F 12 -i 12345678 $side.raw > made.log
  if [ $side = left ]; then echo hello > hello.txt; else echo hellp > hello.txt; fi
  seq 1 2000 > numbers
  touch -d 2022-01-01T00:00:00Z hello.txt numbers
  TZ=UTC mcopy -m -i $side.raw hello.txt numbers ::
done
save() {
  mkdir -p "$here/$1"
  for side in left right; do cp $side.out "$here/$1/$side.$2"; done
  echo "Made by ../../make-disks.sh (qemu-img $(qemu-img --version | sed -n '1s/.*version \([0-9.]*\).*/\1/p'))." \
    > "$here/$1/made-by.txt"
}
# Some formats store the name of the file: it is the same on both sides.
convert() {
  for side in left right; do qemu-img convert -f raw -O "$@" $side.raw disk.out; mv disk.out $side.out; done
}
convert vpc -o subformat=fixed,force_size=on
save vhd/fixed vhd
convert vmdk -o subformat=streamOptimized
save vmdk/stream vmdk
convert vmdk -o subformat=monolithicSparse
save vmdk/sparse vmdk
convert vdi
save vdi/content vdi
convert qcow2 -c -o cluster_size=512
save qcow2/compressed qcow2
for side in left right; do img2simg $side.raw $side.out 4096 2> made.log; done
save android-sparse/content simg
convert vhdx -o subformat=dynamic,block_size=1M
for side in left right; do gzip -9n $side.out; mv $side.out.gz $side.out; done
save vhdx/content vhdx.gz
