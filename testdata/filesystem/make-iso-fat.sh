#!/bin/sh
# Makes the iso9660 and fat fixtures; run in this folder. Needs genisoimage, xorriso, dosfstools, mtools.
set -e
export SOURCE_DATE_EPOCH=1640995200 TZ=UTC
w=$(mktemp -d)
tree() {
  mkdir -p $w/$1/d/e; printf '%s\n' "$2" > "$w/$1/a long file name.txt"; seq 1 400 > $w/$1/d/numbers
  printf 'same\n' > $w/$1/d/e/hello.txt; find $w/$1 -exec touch -h -d 2022-01-01T00:00:00Z {} +
}
iso() { genisoimage -quiet -no-pad -V "$3" $4 -o $2 $w/$1; }
fat() {
  rm -f $2; mkfs.vfat --invariant -C -s 1 -i 12345678 -n "$3" $4 $2 72 >/dev/null
  for f in d d/e; do mmd -i $2 ::$f; done
  for f in "a long file name.txt" d/numbers d/e/hello.txt; do mcopy -m -i $2 "$w/$1/$f" "::$f"; done
}
tree a hello; tree b hellp; mkdir $w/r
cp -a $w/a/. $w/r; ln -s d/numbers $w/r/link; chmod 600 $w/r/d/numbers; cp -a $w/r $w/s; chmod 640 $w/s/d/numbers; ln -sfn d/e $w/s/link
find $w/r $w/s -exec touch -h -d 2022-01-01T00:00:00Z {} +
mkdir -p iso9660/plain-file-changed iso9660/joliet-volume-name iso9660/rock-ridge-metadata fat/fat12-file-changed fat/label
iso a iso9660/plain-file-changed/left.iso ONE ""; iso b iso9660/plain-file-changed/right.iso ONE ""
iso a iso9660/joliet-volume-name/left.iso ONE -J; iso a iso9660/joliet-volume-name/right.iso TWO -J
iso r iso9660/rock-ridge-metadata/left.iso ONE -R; iso s iso9660/rock-ridge-metadata/right.iso ONE -R
mkdir -p iso9660/boot-images; head -c 3000 /dev/zero > $w/a/bios.img; seq 1 300 > $w/a/efi.img
find $w/a -exec touch -h -d 2022-01-01T00:00:00Z {} +
boot() { xorriso -as mkisofs -quiet -R -V BOOT -b bios.img -no-emul-boot -boot-load-size 4 -boot-info-table $2 \
  -no-emul-boot -no-pad --set_all_file_dates 2022010100000000 -o $1 $w/a; }
boot iso9660/boot-images/left.iso "-eltorito-alt-boot -e efi.img"
boot iso9660/boot-images/right.iso "-eltorito-alt-boot -e d/numbers -isohybrid-gpt-basdat"
rm $w/a/*.img
fat a fat/fat12-file-changed/left.img ONE; fat b fat/fat12-file-changed/right.img ONE
fat a fat/label/left.img ONE; fat a fat/label/right.img TWO
for c in iso9660/* fat/*; do echo "Made by ../../make-iso-fat.sh (genisoimage 1.1.11, mkfs.fat 4.2, mtools 4.0.33)." > $c/made-by.txt; done
rm -rf $w
