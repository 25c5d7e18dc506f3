package io.github.jdiffscope.codec.tar;

import io.github.jdiffscope.bytes.Extent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One member of an archive, as its headers say together.
 *
 * @param name as stored, decoded
 * @param type the type flag, {@code '0'} for NUL
 * @param mode permission bits
 * @param link target of a link
 * @param size of the content, holes of sparse files included
 * @param device {@code major:minor}
 * @param records extended header records that apply only to this member, in order of their keys
 * @param offset of its first header from the start of the bytes
 * @param headerOffset of its last header, the one with the checksum
 * @param dataOffset of what is stored of it
 * @param stored how many bytes are stored
 * @param content runs that make up the content, offsets from the start of the bytes
 */
public record TarEntry(String name, char type, int mode, long uid, long gid, String user, String group, long size,
    Instant modified, String link, String device, Flavour flavour, boolean nulType, Map<String, String> records,
    long offset, long headerOffset, long dataOffset, long stored, List<Extent> content, boolean sparse) {

  /** Which headers were written. */
  public enum Flavour {
    V7("v7"), USTAR("ustar"), PAX("pax"), GNU("gnu"), STAR("star");

    private final String word;

    Flavour(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  public boolean isFile() {
    return type == '0' || type == '7' || type == 'S' || type == 'M' || type > '7' && "DKLNVgxXA".indexOf(type) < 0;
  }

  public boolean isDirectory() {
    return type == '5' || type == 'D';
  }

  public boolean isHardLink() {
    return type == '1';
  }

  public boolean isSymlink() {
    return type == '2';
  }
}
