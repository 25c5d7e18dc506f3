#!/bin/sh
# Makes the devicetree, qcow2, uimage and romfs fixtures; run in this folder. Needs dtc, qemu-img, mkimage, genromfs.
set -e
export SOURCE_DATE_EPOCH=1640995200 TZ=UTC
w=$(mktemp -d)
mkdir -p devicetree/property devicetree/fit-payload qcow2/content qcow2/version uimage/name-and-payload romfs/file-changed
for s in left right; do
  printf '/dts-v1/; /memreserve/ 0x1000 0x2000; / { compatible = "acme,%s", "acme"; #address-cells = <1>; cpu@0 { reg = <0 1>; mac = [01 02 03]; on; }; };' $s > $w/$s.dts
  dtc -q -I dts -O dtb -o devicetree/property/$s.dtb $w/$s.dts
  seq 1 60 > $w/payload; echo $s >> $w/payload
  printf '/dts-v1/; / { description = "fit"; #address-cells = <1>; images { kernel { description = "k"; data = /incbin/("%s"); type = "kernel"; compression = "none"; }; }; };' $w/payload > $w/fit.dts
  dtc -q -I dts -O dtb -o devicetree/fit-payload/$s.itb $w/fit.dts
  truncate -s 64K $w/disk; printf "$s content\n" | dd of=$w/disk bs=512 seek=20 conv=notrunc status=none
  qemu-img convert -q -f raw -O qcow2 -o cluster_size=4096 $w/disk qcow2/content/$s.qcow2
  printf "left content\n" | dd of=$w/disk bs=512 seek=20 conv=notrunc status=none; truncate -s 10K $w/disk; truncate -s 64K $w/disk
  printf "same content\n" | dd of=$w/disk bs=512 seek=20 conv=notrunc status=none
  qemu-img convert -q -f raw -O qcow2 -o cluster_size=4096,compat=$([ $s = left ] && echo 0.10 || echo 1.1) $w/disk qcow2/version/$s.qcow2
  mkimage -A arm -O linux -T kernel -C none -a 0x8000 -e 0x8000 -n $s -d $w/payload uimage/name-and-payload/$s.img >/dev/null
  mkdir -p $w/$s/d/e; printf "$s\n" > $w/$s/d/f.txt; printf "same\n" > $w/$s/d/e/f.txt; ln -s d/f.txt $w/$s/link; mkfifo $w/$s/pipe
  genromfs -f romfs/file-changed/$s.romfs -d $w/$s -V name
done
mkdir -p android-boot/cmdline
for s in left right; do
  seq 1 200 > $w/kernel; echo same > $w/ramdisk
  truncate -s 8K android-boot/cmdline/$s.img
  abootimg --create android-boot/cmdline/$s.img -k $w/kernel -r $w/ramdisk -c "cmdline=console=$s" -c bootsize=0x2000 >/dev/null 2>&1
done
for c in android-boot/* devicetree/* qcow2/* uimage/* romfs/*; do echo "Made by ../../make-images.sh (dtc 1.6.1, qemu-img 7.2.22, mkimage 2023.01, genromfs 0.5.2, abootimg 0.6)." > $c/made-by.txt; done
rm -rf $w
