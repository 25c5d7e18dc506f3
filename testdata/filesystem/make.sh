#!/bin/sh
# Makes the ext, partition-table and squashfs fixtures; run in this folder. Needs e2fsprogs, sfdisk, squashfs-tools, attr and the right to make devices.
set -e
export E2FSPROGS_FAKE_TIME=1640995200 TZ=UTC
w=$(mktemp -d)
tree() {
  mkdir -p $w/$1/d/e; printf 'hello\n' > $w/$1/hello.txt; seq 1 400 > $w/$1/d/numbers; printf 'same\n' > $w/$1/d/e/hello.txt
  ln -s hello.txt $w/$1/link; mkfifo $w/$1/pipe; mknod $w/$1/null c 1 3; truncate -s 9000 $w/$1/sparse; printf end >> $w/$1/sparse
  setfattr -n user.origin -v here $w/$1/d/numbers
}
touch_all() { find $w/$1 -exec touch -h -d 2022-01-01T00:00:00Z {} +; }
ext() { touch_all $1; rm -f $3; mke2fs -q -t $2 -U 11111111-2222-3333-4444-555555555555 -E hash_seed=11111111-2222-3333-4444-555555555555,root_owner=0:0 $4 -d $w/$1 $3 96k; }
tree a; tree b; printf 'hellp\n' > $w/b/hello.txt; touch_all a; touch_all b
ext a ext4 ext/ext4-file-changed/left.img "-O inline_data,metadata_csum,64bit,^has_journal -I 256 -N 32"
ext b ext4 ext/ext4-file-changed/right.img "-O inline_data,metadata_csum,64bit,^has_journal -I 256 -N 32"
tree c; chmod 600 $w/c/hello.txt; chmod 700 $w/c/d; setfattr -n user.origin -v there $w/c/d/numbers; touch_all c; 
ext a ext2 ext/ext2-metadata/left.img "-L one -N 32"
ext c ext2 ext/ext2-metadata/right.img "-L two -N 32"
g=partition-table/gpt-label; m=partition-table/mbr-extended
for s in left right; do
  rm -f $g/$s.img $m/$s.img; truncate -s 96K $g/$s.img $m/$s.img
  printf 'label: gpt\nlabel-id: 11111111-2222-3333-4444-555555555555\nfirst-lba: 34\nstart=40,size=16,uuid=11111111-2222-3333-4444-000000000001,name=%s\nstart=64,size=16,uuid=11111111-2222-3333-4444-000000000002\n' $s | sfdisk -q $g/$s.img
  printf 'label: dos\nlabel-id: 0x12345678\nstart=8,size=16,type=83\nstart=32,size=150,type=5\nstart=40,size=16,type=83\nstart=64,size=16,type=%s\n' $([ $s = left ] && echo 83 || echo c) | sfdisk -q --force $m/$s.img
  printf "$s side\n" | dd of=$m/$s.img bs=512 seek=40 conv=notrunc status=none
  printf "same\n" | dd of=$g/$s.img bs=512 seek=64 conv=notrunc status=none
done
squash() { touch_all $1; rm -f $3; mksquashfs $w/$1 $3 -comp $2 -noappend -quiet -no-progress -mkfs-time 1640995200 -xattrs >/dev/null; }
for k in gzip xz lzo lz4 zstd lzma; do
  o=squashfs/$k-file-changed; mkdir -p $o; squash a $k $o/left.squashfs; squash b $k $o/right.squashfs
done
mkdir -p squashfs/metadata squashfs/compressors-differ
squash a gzip squashfs/metadata/left.squashfs; squash c gzip squashfs/metadata/right.squashfs
squash a gzip squashfs/compressors-differ/left.squashfs; squash b zstd squashfs/compressors-differ/right.squashfs
rm -rf $w
