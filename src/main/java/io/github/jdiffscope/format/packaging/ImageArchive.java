package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the files of a container image in the tar archive it was saved as. */
final class ImageArchive {
  private static final int BLOCK = 512;
  private static final int MAX_ENTRIES = 1_000_000;
  private static final int MAX_LINKS = 10;
  private static final int LONG_NAME_LIMIT = 1 << 16;

  private final Blob blob;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** A file in the archive. */
  record Entry(String name, long offset, long size, char type, String link, long modified) {}

  private ImageArchive(Blob blob) {
    this.blob = blob;
  }

  /** Returns the files of the first {@code limit} entries. */
  static ImageArchive read(Blob blob, int limit) throws IOException {
    ImageArchive archive = new ImageArchive(blob);
    archive.scan(Math.min(limit, MAX_ENTRIES));
    return archive;
  }

  static ImageArchive read(Blob blob) throws IOException {
    return read(blob, MAX_ENTRIES);
  }

  private void scan(int limit) throws IOException {
    String longName = null;
    long at = 0;
    for (int i = 0; i < limit && at + BLOCK <= blob.size(); i++) {
      byte[] header = blob.bytes(at, BLOCK);
      if (header[0] == 0) {
        return;
      }
      long size = number(header, 124, 12, at);
      char type = (char) header[156];
      long data = at + BLOCK;
      if (size > blob.size() - data) {
        throw FormatException.at(at, "entry of " + size + " bytes is cut off");
      }
      if (type == 'L' || type == 'x') {
        longName = longName(type, blob.bytes(data, (int) Math.min(size, LONG_NAME_LIMIT)), longName);
      } else if (type != 'g' && type != 'K') {
        String name = normal(longName != null ? longName : name(header));
        entries.put(name, new Entry(name, data, size, type, text(header, 157, 100), number(header, 136, 12, at)));
        longName = null;
      }
      at = data + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  }

  /** Returns the name that a GNU or pax header gives the next entry, or the one that was given before. */
  private static String longName(char type, byte[] content, String before) {
    if (type == 'L') {
      return text(content, 0, content.length);
    }
    String records = new String(content, StandardCharsets.UTF_8);
    for (String line : records.split("\n")) {
      int key = line.indexOf(" path=");
      if (key > 0) {
        return line.substring(key + " path=".length());
      }
    }
    return before;
  }

  private static String name(byte[] header) {
    String prefix = header[257] == 'u' && header[263] == '0' ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
  }

  private static String normal(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOfRange(bytes, from, end));
  }

  private static long number(byte[] header, int from, int length, long at) throws FormatException {
    if (header[from] < 0) {
      long value = header[from] & 0x7F;
      for (int i = 1; i < length; i++) {
        value = value << 8 | header[from + i] & 0xFF;
      }
      if (value >= 0) {
        return value;
      }
    }
    String digits = text(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException notOctal) {
      throw FormatException.at(at + from, "number field is not octal");
    }
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** Returns the file of a name, at the end of symbolic links, or null. */
  Entry get(String name) {
    String wanted = name;
    for (int i = 0; i < MAX_LINKS; i++) {
      Entry entry = entries.get(wanted);
      if (entry == null || entry.type != '1' && entry.type != '2') {
        return entry;
      }
      wanted = entry.type == '1' ? normal(entry.link) : resolve(wanted, entry.link);
    }
    return null;
  }

  /** Returns where a relative link leads: {@code ../other/layer.tar} from {@code one/layer.tar}. */
  private static String resolve(String from, String link) {
    String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
    String target = link;
    while (target.startsWith("../")) {
      target = target.substring(3);
      folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
    }
    return folder.isEmpty() ? target : folder + "/" + target;
  }

  /** Returns the bytes of a file, or null if it is not there. */
  byte[] bytes(String name, int limit) throws IOException {
    Entry entry = get(name);
    if (entry == null) {
      return null;
    }
    return blob.slice(entry.offset, entry.size).all(limit);
  }
}
