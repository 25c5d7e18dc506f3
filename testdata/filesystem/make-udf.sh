#!/bin/sh
# Makes the fixtures of UDF; run in this folder. Needs genisoimage and mkudffs (udftools).
set -e
export TZ=UTC SOURCE_DATE_EPOCH=1640995200
w=$(mktemp -d)
tree() {
  mkdir -p $w/$1/d/e; printf "$2\n" > $w/$1/hello.txt; seq 1 2000 > $w/$1/d/numbers; printf 'same\n' > $w/$1/d/e/hello.txt
  : > $w/$1/empty; printf 'wide\n' > "$w/$1/na$(printf '\303\257')ve $(printf '\342\202\254')"
  find $w/$1 -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
}
tree left hello; tree right hellp
mkdir -p iso9660/udf-bridge udf/file-changed udf/revision
for side in left right; do
  genisoimage -quiet -input-charset utf-8 -udf -R -V NAME -o $w/$side.iso $w/$side
  gzip -9nc $w/$side.iso > iso9660/udf-bridge/$side.iso.gz
  # Without ISO 9660: the volume structure descriptors of UDF come first.
  for i in 0 1 2; do dd if=$w/$side.iso of=$w/vsd bs=2048 skip=$((18 + i)) count=1 2>/dev/null
    dd if=$w/vsd of=$w/$side.iso bs=2048 seek=$((16 + i)) conv=notrunc 2>/dev/null; done
  dd if=/dev/zero of=$w/$side.iso bs=2048 seek=19 count=2 conv=notrunc 2>/dev/null
  gzip -9nc $w/$side.iso > udf/file-changed/$side.udf.gz
done
for side in left right; do
  truncate -s 1M $w/$side.img; revision=0x0150; [ $side = left ] || revision=0x0201
  mkudffs --media-type=hd --udfrev=$revision --label=NAME --uuid=0123456789abcdef $w/$side.img > $w/log
  gzip -9nc $w/$side.img > udf/revision/$side.udf.gz
done
for c in iso9660/udf-bridge udf/file-changed udf/revision; do
  echo "Made by ../../make-udf.sh (genisoimage 1.1.11, mkudffs 2.3)." > $c/made-by.txt
done
rm -rf $w
