package io.github.jdiffscope.format.filesystem;

/**
 * An item of a tree of btrfs.
 *
 * @param place of its data on the device
 */
record BtrfsItem(BtrfsKey key, Struct data, long place) {}
