#!/bin/sh
# Makes the fixtures of HFS+; run in this folder. Needs xorriso, which writes the volume into an ISO image.
set -e
export TZ=UTC SOURCE_DATE_EPOCH=1640995200
w=$(mktemp -d)
tree() {
  mkdir -p $w/$1/d/e; printf 'hello\n' > $w/$1/hello.txt; seq 1 2000 > $w/$1/d/numbers; printf 'same\n' > $w/$1/d/e/hello.txt
  ln -s hello.txt $w/$1/link; : > $w/$1/empty
}
tree a; tree b; printf 'hellp\n' > $w/b/hello.txt
tree c; chmod 600 $w/c/hello.txt; chown 12:34 $w/c/d/numbers; ln -sf d/numbers $w/c/link
find $w -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +; touch -d '2022-01-01 00:01:02 UTC' $w/c/d/numbers
image() { # TREE FILE: cuts the volume out of the image, where its partition lies
  xorriso -as mkisofs -quiet -hfsplus -V NAME -o $w/iso $w/$1 2>/dev/null
  start=$(xxd -s 1032 -l 4 -p $w/iso | sed 's/^/0x/'); count=$(xxd -s 1036 -l 4 -p $w/iso | sed 's/^/0x/')
  for map in 1 2 3 4; do
    if [ "$(dd if=$w/iso bs=1 skip=$((map * 512 + 48)) count=9 2>/dev/null)" = Apple_HFS ]; then
      start=0x$(xxd -s $((map * 512 + 8)) -l 4 -p $w/iso); count=0x$(xxd -s $((map * 512 + 12)) -l 4 -p $w/iso)
    fi
  done
  dd if=$w/iso bs=512 skip=$((start)) count=$((count)) 2>/dev/null | gzip -9n > $2
}
mkdir -p hfsplus/file-changed hfsplus/metadata
for p in file-changed:b metadata:c; do
  image a hfsplus/${p%:*}/left.hfsplus.gz; image ${p#*:} hfsplus/${p%:*}/right.hfsplus.gz
  echo "Made by ../../make-hfsplus.sh (xorriso 1.5.4)." > hfsplus/${p%:*}/made-by.txt
done
# Compressed files: one in each way, of which one has a changed line; t7 and t9 are too short to become shorter.
for side in left right; do
  mkdir $w/z$side; for i in 3 8 11; do seq $i 500 > $w/z$side/t$i; done
  for i in 4 12; do seq $i 15000 > $w/z$side/t$i; done; echo short > $w/z$side/t7; echo short > $w/z$side/t9
done
echo changed >> $w/zright/t4
find $w/z* -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
mkdir -p hfsplus/compressed
for side in left right; do
  image z$side $w/$side.gz; gunzip -c $w/$side.gz > $w/$side
  python3 make-decmpfs.py $w/$side; gzip -9nc $w/$side > hfsplus/compressed/$side.hfsplus.gz
done
echo "Made by ../../make-hfsplus.sh (xorriso 1.5.4) and ../../make-decmpfs.py." > hfsplus/compressed/made-by.txt
# A hybrid disc, whose files are in both file systems, and the same without ISO 9660: a disk with an Apple partition map.
disc() { xorriso -as mkisofs -quiet -R -hfsplus -V NAME --set_all_file_dates 2022010100000000 -o $w/iso $w/$1 2>/dev/null; }
mkdir -p iso9660/hfsplus-hybrid iso9660/hfsplus-header partition-table/apple
for p in a:left b:right; do
  disc ${p%:*}; gzip -9nc $w/iso > iso9660/hfsplus-hybrid/${p#*:}.iso.gz
  [ ${p#*:} = right ] || { cp $w/iso $w/header; gzip -9nc $w/iso > iso9660/hfsplus-header/left.iso.gz; }
  dd if=/dev/zero of=$w/iso bs=2048 seek=16 count=2 conv=notrunc 2>/dev/null
  gzip -9nc $w/iso > partition-table/apple/${p#*:}.img.gz
done
# Only the volume header of HFS+ differs: the Finder's folder to open.
start=$(xxd -s 1544 -l 4 -p $w/header); printf '\007' | dd of=$w/header bs=1 seek=$((0x$start * 512 + 1024 + 91)) conv=notrunc 2>/dev/null
gzip -9nc $w/header > iso9660/hfsplus-header/right.iso.gz
for c in iso9660/hfsplus-hybrid iso9660/hfsplus-header partition-table/apple; do
  echo "Made by ../../make-hfsplus.sh (xorriso 1.5.4)." > $c/made-by.txt
done
rm -rf $w
