package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** ROM file systems (Linux' Documentation/filesystems/romfs.rst): names, kinds and contents, nothing else. */
final class RomfsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/romfs", "romfs file system",
      Signature.magic(0, "-rom1fs-"));
  private static final int ALIGN = 16;
  private static final int LONGEST_NAME = 4096;
  private static final String[] KINDS = {"hard link", "directory", "file", "symlink", "block device", "char device",
      "socket", "fifo"};

  private record Folder(long first, String prefix) {}

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.big(blob, 0, ALIGN, "superblock");
    String volume = name(blob, ALIGN);
    sections.add(new Fields().put("volume name", volume).section("superblock"));
    sections.add(new Fields().put("full size", header.u32(8)).put("checksum", Times.format("%08x", header.u32(12)))
        .section("size and checksum").atLevel(1));
    if (header.u32(8) > blob.size()) {
      sections.comment("file system of " + header.u32(8) + " bytes is cut off after " + blob.size());
    }
    FileTree.tell("file list", tree -> walk(blob, ALIGN + padded(volume), tree), sections, members);
  }

  private static long padded(String name) {
    return FileNames.bytes(name).length + ALIGN & ~(ALIGN - 1L);
  }

  private static String name(Blob blob, long start) throws IOException {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (long at = start; name.size() < LONGEST_NAME; at += ALIGN) {
      for (byte b : Struct.big(blob, at, ALIGN, "name").all()) {
        if (b == 0) {
          return FileNames.decode(name.toByteArray());
        }
        name.write(b);
      }
    }
    throw FormatException.at(start, "name does not end");
  }

  private static void walk(Blob blob, long first, FileTree tree) throws IOException {
    Set<Long> seen = new HashSet<>();
    Deque<Folder> folders = new ArrayDeque<>();
    folders.push(new Folder(first, ""));
    while (!folders.isEmpty()) {
      Folder folder = folders.pop();
      for (long at = folder.first; at != 0 && seen.add(at);) {
        Struct entry = Struct.big(blob, at, ALIGN, "file header");
        String name = name(blob, at + ALIGN);
        if (!name.equals(".") && !name.equals("..")) {
          add(blob, entry, at, folder.prefix + name, tree, folders);
        }
        at = entry.u32(0) & ~15L;
      }
    }
  }

  private static void add(Blob blob, Struct entry, long at, String name, FileTree tree, Deque<Folder> folders)
      throws IOException {
    int kind = entry.i32(0) & 7;
    boolean executable = (entry.i32(0) & 8) != 0;
    long size = entry.u32(8);
    int word = entry.i32(4);
    long data = at + ALIGN + padded(name.substring(name.lastIndexOf('/') + 1));
    String target = null;
    TreeEntry.Contents contents = switch (kind) {
      case 2 -> TreeEntry.at(new Extents(blob).add(data, size));
      case 3 -> {
        target = Struct.big(blob, data, (int) Math.min(size, LONGEST_NAME), "link target").text(0, (int) Math.min(size,
            LONGEST_NAME));
        yield TreeEntry.link(target);
      }
      case 4, 5 -> TreeEntry.special(kind == 4 ? UnixMode.BLOCK : UnixMode.CHARACTER, word >>> 16, word & 0xFFFF);
      case 6, 7 -> TreeEntry.special(kind == 6 ? UnixMode.SOCKET : UnixMode.PIPE, 0, 0);
      default -> null;
    };
    if (kind == 1) {
      folders.push(new Folder(word & ~15L, name + '/'));
    }
    String shown = kind == 4 || kind == 5 ? (word >>> 16) + "," + (word & 0xFFFF) : kind == 2 ? Long.toString(size) : "";
    tree.add(new TreeEntry(name, Times.format("%-12s %s %10s %s%s", KINDS[kind], executable ? "x" : "-", shown, name,
        target == null ? "" : " -> " + target), List.of(), "at " + at, contents));
  }
}
