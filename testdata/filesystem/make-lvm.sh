#!/bin/sh
# Makes the fixture of LVM; run in this folder as root. Needs lvm2 and a loop device, but no device mapper.
set -e
PATH=$PATH:/usr/sbin:/sbin
export LVM_SUPPRESS_FD_WARNINGS=1
w=$(mktemp -d)
truncate -s 4M $w/left
loop=$(losetup -f --show $w/left)
trap 'losetup -d $loop' EXIT
pvcreate -q -y $loop; vgcreate -q -y -s 512k group $loop
create() { lvcreate --driverloaded n -q -y -an -Zn -Wn "$@" group; }
create -l 2 -n one; create -l 1 -n two; create -l 1 -n one.more
lvextend --driverloaded n -q -l +1 group/one; sync $loop
seq 1 9 | dd of=$loop bs=512 seek=2048 conv=notrunc 2>/dev/null; sync
cp $w/left $w/right
# A byte of the extent that was added to the first volume, behind those of the others.
printf X | dd of=$w/right bs=1 seek=$((1048576 + 4 * 524288 + 7)) conv=notrunc 2>/dev/null
mkdir -p lvm/content
for side in left right; do gzip -9nc $w/$side > lvm/content/$side.lvm.gz; done
echo "Made by ../../make-lvm.sh (LVM 2.03.16)." > lvm/content/made-by.txt
rm -rf $w
