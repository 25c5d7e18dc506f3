#!/bin/sh
# Makes the fixtures of LUKS and of swap space; run in this folder. Needs cryptsetup and mkswap.
# Those of LVM were made by make-lvm.sh, which needs a loop device.
set -e
PATH=$PATH:/usr/sbin:/sbin
w=$(mktemp -d)
mkdir -p luks/key-added luks/label swap/label
format() { printf pass | cryptsetup luksFormat -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 --key-size 256 "$@" -; }
truncate -s 1536K $w/left; format --type luks1 --uuid 01234567-89ab-cdef-0123-456789abcdef --align-payload 8 $w/left
cp $w/left $w/right; printf other > $w/key
printf pass | cryptsetup luksAddKey -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 -d - $w/right $w/key
# Keys look random and would not compress: the fixtures have zeros in their place.
zero() { dd if=/dev/zero of=$1 bs=4096 seek=$2 count=$3 conv=notrunc 2>/dev/null; }
for side in left right; do zero $w/$side 1 255; gzip -9nc $w/$side > luks/key-added/$side.luks.gz; done
rm $w/left
truncate -s 2M $w/left
format --type luks2 --luks2-metadata-size 16k --luks2-keyslots-size 128k --label ONE $w/left
cp $w/left $w/right; cryptsetup config --label TWO $w/right
printf X | dd of=$w/right bs=1 seek=1500000 conv=notrunc 2>/dev/null
for side in left right; do zero $w/$side 8 32; gzip -9nc $w/$side > luks/label/$side.luks.gz; done
for side in left right; do
  label=ONE; [ $side = left ] || label=TWO
  rm -f $w/$side; truncate -s 64K $w/$side; mkswap -q -L $label -U 01234567-89ab-cdef-0123-456789abcdef $w/$side 2>/dev/null
  cp $w/$side swap/label/$side.swap
done
echo "Made by ../../make-volumes.sh (cryptsetup 2.6.1)." | tee luks/key-added/made-by.txt > luks/label/made-by.txt
echo "Made by ../../make-volumes.sh (util-linux 2.38.1)." > swap/label/made-by.txt
rm -rf $w
