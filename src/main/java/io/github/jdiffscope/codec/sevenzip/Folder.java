package io.github.jdiffscope.codec.sevenzip;

import java.util.List;
import java.util.StringJoiner;

/**
 * Files that are compressed together.
 *
 * @param bindings by input of the coders, counted through: the output that feeds it, or -1
 * @param packed inputs that are fed by packed streams, in the order of these
 * @param sizes of each coder's output
 * @param offsets of the packed streams from the start of the bytes
 * @param lengths of the packed streams
 * @param crc of the decoded bytes, -1 if not stored
 */
public record Folder(List<Coder> coders, int[] bindings, int[] packed, long[] sizes, long[] offsets, long[] lengths,
    long crc) {

  /** Returns the coder whose output nothing takes: it makes the content. */
  int mainCoder() {
    for (int i = coders.size() - 1; i >= 0; i--) {
      boolean bound = false;
      for (int output : bindings) {
        bound |= output == i;
      }
      if (!bound) {
        return i;
      }
    }
    return 0;
  }

  /** Returns how many bytes it decodes to. */
  public long size() {
    return sizes.length == 0 ? 0 : sizes[mainCoder()];
  }

  public boolean isEncrypted() {
    return coders.stream().anyMatch(coder -> coder.id().equals(Coder.AES));
  }

  /** Returns its methods, as {@code 7z l -slt} orders them. */
  public String methods() {
    StringJoiner words = new StringJoiner(" ");
    coders.forEach(coder -> words.add(coder.words()));
    return words.toString();
  }
}
